import { Button, Group, Modal } from '@mantine/core';
import { useWords } from '../words.tsx';

interface Props {
  opened: boolean;
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ opened, onStay, onLeave }: Props) {
  const { w } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title={w('leave.title')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      <p>{w('leave.what')}</p>
      <Group grow>
        <Button variant="default" data-autofocus onClick={onStay}>
          {w('leave.stay')}
        </Button>
        <Button color="red.9" onClick={onLeave}>
          {w('leave.go')}
        </Button>
      </Group>
    </Modal>
  );
}
