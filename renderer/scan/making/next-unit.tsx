import { Button } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useWords } from '../../words.tsx';
import styles from './making.module.css';

/** Makes the next SN. One press is one unit, also where fingers bounce: a number is used once and for all. */
export function NextUnit({ onNext }: { onNext: () => void }) {
  const { w } = useWords();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F7' || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      if (!event.repeat) onNext();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onNext]);
  return (
    <Button
      size="xl"
      fz={20}
      className={styles.next ?? ''}
      leftSection={<IconPlayerTrackNext size={26} aria-hidden="true" />}
      // The second click of a double click, and the repeats of a key that is held, are no second unit.
      onClick={(event) => event.detail < 2 && onNext()}
      onKeyDown={(event) => event.repeat && event.preventDefault()}
      aria-keyshortcuts="F7"
    >
      {w('making.next')}
      <kbd>F7</kbd>
    </Button>
  );
}
