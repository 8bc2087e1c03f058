import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../shared/problems.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';

interface Props {
  opened: boolean;
  busy: boolean;
  problem: Problem | null;
  isNew: boolean;
  onSave: (note: string) => void;
  onClose: () => void;
}

/** Saving makes a version that is never changed again: what is different goes with it. */
export function SaveDialog({ opened, busy, problem, isNew, onSave, onClose }: Props) {
  const { w } = useWords();
  const [note, setNote] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('design.save')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      onExitTransitionEnd={() => setNote('')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave(note.trim());
        }}
      >
        <p>{w(isNew ? 'design.saveNew' : 'design.saveVersion')}</p>
        <Textarea
          label={w('design.note')}
          value={note}
          maxLength={256}
          rows={2}
          data-autofocus
          mb="md"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ProblemNote problem={problem} />
        <Group grow mt="md">
          <Button variant="default" size="xl" onClick={onClose}>
            {w('cancel')}
          </Button>
          <Button type="submit" size="xl" loading={busy}>
            {w('design.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
