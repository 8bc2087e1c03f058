import { furtherHelp } from '../../shared/problem-help.ts';
import type { Problem } from '../../shared/problems.ts';
import { useWords } from '../words.tsx';
import styles from './common.module.css';
import { Shape } from './shape.tsx';

/**
 * A failure as people need it: the sentence, and the code to read out on the telephone or to look up. Where the sentence does not say what
 * to do, the code opens it.
 */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  const { sentence, language } = useWords();
  if (!problem) return null;
  const help = furtherHelp(problem.code, language);
  const code = <code className={styles.code}>{problem.code}</code>;
  return (
    <div className={styles.problem} role="alert">
      <Shape kind="bad" size={22} className="ink-bad" />
      <div>
        <p className={styles.sentence}>{sentence(problem)}</p>
        {help === null ? (
          code
        ) : (
          <details className={styles.help}>
            <summary>{code}</summary>
            <p>{help}</p>
          </details>
        )}
      </div>
    </div>
  );
}
