import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { State } from '../../shared/models/state.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';

/** Labels that are void: how many are left, and whether scans tick them off now. */
export function DestroyPanel({ toDestroy: { left, on } }: { toDestroy: State['toDestroy'] }) {
  const { w, number } = useWords();
  const set = useAct('labels.destroying');
  if (left === 0 && !on) return null;
  return (
    <section className={styles.panel} aria-label={w('destroy.title')}>
      {on && <p className={styles.group}>{w('destroy.on', { count: number(left) })}</p>}
      <Button
        size="xl"
        fz={18}
        variant={on ? 'filled' : 'default'}
        loading={set.busy}
        leftSection={<IconTrash size={24} aria-hidden="true" />}
        onClick={() => void set.run({ on: !on })}
      >
        {on ? w('destroy.end') : w('destroy.button', { count: number(left) })}
      </Button>
      <ProblemNote problem={set.problem} />
    </section>
  );
}
