import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import { JobBar } from './job-bar.tsx';
import { JobMoves } from './job-moves.tsx';
import styles from './jobs.module.css';
import { Results } from './results.tsx';
import { useJob } from './use-job.ts';

/** One action at work or ended: progress, what can be done about it, a result per device. */
export function JobView({ id }: { id: string }) {
  const { w } = useWords();
  const { job, known, problem } = useJob(id);
  if (!job) return known ? <p>{w('jobs.gone')}</p> : <ProblemNote problem={problem} />;
  return (
    <div className={styles.view}>
      <JobBar job={job} />
      <ProblemNote problem={job.problem ?? null} />
      <JobMoves job={job} />
      <Results job={job} />
    </div>
  );
}
