import { UnstyledButton } from '@mantine/core';
import { Shape } from '../common/shape.tsx';
import { sumOf } from '../jobs/job-shape.ts';
import { go } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './status-bar.module.css';

/** Actions of people at work, and those that ended within the hour: on every screen, never silent. */
export function JobsLight() {
  const { jobs } = useStationState();
  const { w, number } = useWords();
  if (jobs.length === 0) return null;
  const sum = sumOf(jobs);
  const refused = jobs.some((job) => job.refused > 0);
  const kind = sum.paused ? 'pause' : sum.atWork > 0 ? 'busy' : refused ? 'warn' : 'ok';
  return (
    <UnstyledButton
      className={`${styles.light} ${styles.jobs}`}
      onClick={() => go('sync', 'actions')}
    >
      <Shape
        kind={kind}
        size={20}
        className={{ pause: 'ink-warn', busy: styles.busy, warn: 'ink-warn', ok: 'ink-ok' }[kind]}
      />
      <span className={styles.lightName}>{w('jobs.open')}</span>
      <span className={styles.lightWord}>
        {sum.atWork > 0 ? `${number(sum.ended)} / ${number(sum.total)}` : w('job.done')}
      </span>
      {sum.atWork > 0 && (
        <progress
          className={styles.progress}
          value={sum.ended}
          max={Math.max(1, sum.total)}
          aria-label={w('jobs.running', { count: number(sum.atWork) })}
        />
      )}
    </UnstyledButton>
  );
}
