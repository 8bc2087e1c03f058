import { Button } from '@mantine/core';
import { IconDatabaseHeart } from '@tabler/icons-react';
import type { RecoveryReport } from '../../shared/models/recovery.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import styles from './restored.module.css';

/** Above every screen until somebody has read it: which units need a second scan must not get lost. */
export function Restored({ report }: { report: RecoveryReport }) {
  const { w, number, dateTime } = useWords();
  const read = useAct('recovery.read');
  const { missing, backupAt, from, replayed, quarantine } = report;
  return (
    <section
      className={styles.restored}
      data-missing={missing !== null || undefined}
      aria-labelledby="restored-title"
    >
      <IconDatabaseHeart
        size={44}
        stroke={1.6}
        className={missing ? 'ink-bad' : 'ink-ok'}
        aria-hidden="true"
      />
      <div className={styles.says}>
        <h2 id="restored-title">
          {w(missing ? 'restored.titleMissing' : 'restored.title', { at: dateTime(report.at) })}
        </h2>
        <p>
          {from === 'backup' && backupAt !== null
            ? w('restored.backup', { at: dateTime(backupAt), count: number(replayed) })
            : w('restored.journal', { count: number(replayed) })}{' '}
          {quarantine !== null && w('restored.quarantine', { folder: quarantine })}
        </p>
        {missing ? <Missing missing={missing} /> : <p>{w('restored.whole')}</p>}
        <ProblemNote problem={read.problem} />
      </div>
      <Button size="lg" loading={read.busy} onClick={() => void read.run({})}>
        {w(missing ? 'restored.willScan' : 'restored.read')}
      </Button>
    </section>
  );
}

function Missing({ missing }: { missing: NonNullable<RecoveryReport['missing']> }) {
  const { w, number, dateTime } = useWords();
  const { since, deviceSns, more } = missing;
  return (
    <>
      <p>
        {since === null ? w('restored.scanAll') : w('restored.scanSince', { at: dateTime(since) })}
      </p>
      {deviceSns.length > 0 && (
        <ul className={styles.sns} aria-label={w('restored.named')}>
          {deviceSns.map((sn) => (
            <li key={sn}>{sn}</li>
          ))}
          {more > 0 && <li>{w('restored.more', { count: number(more) })}</li>}
        </ul>
      )}
    </>
  );
}
