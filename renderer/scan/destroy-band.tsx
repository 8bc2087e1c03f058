import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { go } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './destroy.module.css';

/** While labels are destroyed no scan is a unit: nobody may take this for a batch at work. */
export function DestroyBand({ left }: { left: number }) {
  const { w, number } = useWords();
  const set = useAct('labels.destroying');
  return (
    <section className={styles.band} aria-label={w('destroy.mode')}>
      <IconTrash size={44} aria-hidden="true" />
      <div className={styles.says}>
        <p className={styles.word}>{w('destroy.mode')}</p>
        <p>{w('destroy.on', { count: number(left) })}</p>
      </div>
      <ProblemNote problem={set.problem} />
      <Button
        size="xl"
        fz={18}
        className={styles.end ?? ''}
        loading={set.busy}
        onClick={async () => {
          if (await set.run({ on: false })) go('scan');
        }}
      >
        {w('destroy.end')}
      </Button>
    </section>
  );
}
