import { Progress } from '@mantine/core';
import type { Job } from '../../shared/models/action.ts';
import { Chip } from '../common/chip.tsx';
import { useWords } from '../words.tsx';
import { ended, resultShape, shapeOfJob } from './job-shape.ts';
import styles from './jobs.module.css';

const results = ['done', 'waiting', 'refused', 'withdrawn'] as const;

/** How far an action is: a bar, and each count by shape and word. */
export function JobBar({ job }: { job: Job }) {
  const { w, number } = useWords();
  const over = ended(job);
  const share = job.gathering ? 0 : job.total === 0 ? 100 : Math.floor((over / job.total) * 100);
  return (
    <div className={styles.bar}>
      <p className={styles.far}>
        <Chip kind={shapeOfJob(job)}>{w(`job.${job.state}`)}</Chip>
        <span>
          {job.gathering
            ? w('jobs.gathering', { count: number(job.total) })
            : w('jobs.ended', { count: number(over), total: number(job.total) })}
        </span>
      </p>
      <Progress.Root size={14} radius="sm">
        <Progress.Section value={share} aria-label={w('jobs.progress')} color="line" />
      </Progress.Root>
      <ul className={styles.counts}>
        {results.map((result) => (
          <li key={result}>
            <Chip kind={job[result] === 0 ? 'off' : resultShape[result]}>
              {w(`result.${result}`)}: {number(job[result])}
            </Chip>
          </li>
        ))}
      </ul>
    </div>
  );
}
