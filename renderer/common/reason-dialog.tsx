import { Button, Group, Modal, SimpleGrid, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import { useWords } from '../words.tsx';
import { ProblemNote } from './problem-note.tsx';

interface Props {
  opened: boolean;
  title: string;
  what: ReactNode;
  label: string;
  go: string;
  /** Common reasons, taken with one touch. */
  suggestions?: readonly string[];
  grave?: boolean;
  busy: boolean;
  problem: Problem | null;
  onGo: (reason: string) => void;
  onClose: () => void;
}

/** A decision of a person that asks for its reason, which is kept. What was typed survives a refusal. */
export function ReasonDialog(props: Props) {
  const {
    opened,
    title,
    what,
    label,
    go,
    suggestions = [],
    grave,
    busy,
    problem,
    onGo,
    onClose,
  } = props;
  const { w } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      onExitTransitionEnd={() => setReason('')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') onGo(reason.trim());
        }}
      >
        <p>{what}</p>
        {suggestions.length > 0 && (
          <SimpleGrid cols={2} my="md">
            {suggestions.map((each) => (
              <Button
                key={each}
                size="xl"
                px="sm"
                fz={17}
                variant={reason === each ? 'filled' : 'default'}
                onClick={() => setReason(each)}
              >
                {each}
              </Button>
            ))}
          </SimpleGrid>
        )}
        <Textarea
          label={label}
          value={reason}
          maxLength={256}
          rows={3}
          required
          data-autofocus
          mb="md"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNote problem={problem} />
        <Group grow mt="md">
          <Button variant="default" onClick={onClose}>
            {w('cancel')}
          </Button>
          <Button
            type="submit"
            {...(grave && { color: 'red.9' })}
            disabled={reason.trim() === ''}
            loading={busy}
          >
            {go}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
