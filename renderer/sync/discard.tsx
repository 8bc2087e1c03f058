import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '../../shared/models/operation.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';

interface Props {
  operation: Operation | null;
  onClose: () => void;
  onDone: () => void;
}

/** Giving an operation up is a decision of a person: it asks for the reason, and the reason is kept. */
export function Discard({ operation, onClose, onDone }: Props) {
  const { w } = useWords();
  const discard = useAct('sync.discard');
  const [reason, setReason] = useState('');
  const close = () => {
    setReason('');
    discard.clear();
    onClose();
  };
  const giveUp = async (seq: number) => {
    if (!(await discard.run({ seq, reason: reason.trim() }))) return;
    onDone();
    close();
  };
  return (
    <Modal
      opened={operation !== null}
      onClose={close}
      title={w('discard.title')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      {operation && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void giveUp(operation.seq);
          }}
        >
          <p>
            {w('discard.what', {
              kind: w(`kind.${operation.kind}`),
              deviceSn: operation.deviceSn,
            })}
          </p>
          <Textarea
            label={w('discard.reason')}
            value={reason}
            maxLength={256}
            rows={3}
            required
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote problem={discard.problem} />
          <Group grow mt="lg">
            <Button variant="default" onClick={close}>
              {w('cancel')}
            </Button>
            <Button
              type="submit"
              color="red.9"
              disabled={reason.trim() === ''}
              loading={discard.busy}
            >
              {w('discard.go')}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
