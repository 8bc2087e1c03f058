import type { Problem } from '../../shared/problems.ts';
import { useWords } from '../words.tsx';
import styles from './common.module.css';
import { Shape } from './shape.tsx';

/** A failure as people need it: the sentence, and the code to read out on the telephone. */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  const { sentence } = useWords();
  if (!problem) return null;
  return (
    <div className={styles.problem} role="alert">
      <Shape kind="bad" size={22} className="ink-bad" />
      <div>
        <p className={styles.sentence}>{sentence(problem)}</p>
        <code className={styles.code}>{problem.code}</code>
      </div>
    </div>
  );
}
