import { Button } from '@mantine/core';
import { IconAdjustments, IconTrash } from '@tabler/icons-react';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

/** What can be done with a scanner or a unit port of the list: its profile is changed in place, or it goes. */
export function PortButtons({
  name,
  changing,
  onChange,
  onRemove,
}: {
  name: string;
  changing: boolean;
  onChange: (changing: boolean) => void;
  onRemove: () => void;
}) {
  const { w } = useWords();
  return (
    <>
      <Button
        className={styles.remove ?? ''}
        variant="default"
        leftSection={<IconAdjustments size={20} aria-hidden="true" />}
        onClick={() => onChange(!changing)}
        aria-expanded={changing}
        aria-label={`${w('scanners.change')} ${name}`}
      >
        {w('scanners.change')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconTrash size={20} aria-hidden="true" />}
        onClick={onRemove}
        aria-label={`${w('scanners.remove')} ${name}`}
      >
        {w('scanners.remove')}
      </Button>
    </>
  );
}
