import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import type { Acting } from './use-acting.ts';

interface Props {
  acting: Acting;
  ready: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

/** What every choosing step ends with: the way to the plan, and why it was refused. */
export function FormFrame({ acting, ready, onSubmit, children }: Props) {
  const { w } = useWords();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !acting.busy) onSubmit();
      }}
    >
      {children}
      <ProblemNote problem={acting.problem} />
      <div className={styles.buttons}>
        <Button type="submit" size="xl" fz={19} disabled={!ready} loading={acting.busy}>
          {w('act.next')}
        </Button>
      </div>
    </form>
  );
}
