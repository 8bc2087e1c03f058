import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../words.tsx';

/** The frame of a dialog of the line; what is in it begins anew each time it opens. */
export function LineDialog({
  title,
  opened,
  onClose,
  children,
}: {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { w } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      {opened && children}
    </Modal>
  );
}

/** The two ways out of one that decides something: for gloves. */
export function DecisionButtons({
  go,
  busy,
  disabled,
  onClose,
}: {
  go: string;
  busy: boolean;
  disabled: boolean;
  onClose: () => void;
}) {
  const { w } = useWords();
  return (
    <Group grow>
      <Button size="xl" variant="default" onClick={onClose}>
        {w('cancel')}
      </Button>
      <Button size="xl" type="submit" loading={busy} disabled={disabled}>
        {go}
      </Button>
    </Group>
  );
}
