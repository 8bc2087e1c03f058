import { UnstyledButton } from '@mantine/core';
import { Shape } from '../common/shape.tsx';
import { shapeOfImport } from '../import/shapes.ts';
import { go } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './status-bar.module.css';

const inks: Partial<Record<string, string>> = {
  ok: 'ink-ok',
  warn: 'ink-warn',
  pause: 'ink-warn',
  busy: styles['busy'],
};

/** The file being brought in, or the one that ended last, on every screen. */
export function ImportsLight() {
  const { imports } = useStationState();
  const { w, number } = useWords();
  const info =
    imports.find(({ state }) => state === 'running' || state === 'undoing') ?? imports.at(-1);
  if (!info) return null;
  const kind = shapeOfImport(info);
  const atWork = info.state === 'running' && info.total !== null;
  return (
    <UnstyledButton
      className={`${styles.light} ${styles.jobs}`}
      onClick={() => go('import', info.id)}
    >
      <Shape kind={kind} size={20} className={inks[kind] ?? 'ink-off'} />
      <span className={styles.lightName}>{w('import.light')}</span>
      <span className={styles.lightWord}>
        {atWork
          ? `${number(info.counts.rows)} / ${number(info.total ?? 0)}`
          : w(`import.${info.state}`)}
      </span>
      {atWork && (
        <progress
          className={styles.progress}
          value={info.counts.rows}
          max={Math.max(1, info.total ?? 1)}
          aria-label={w('import.progress')}
        />
      )}
    </UnstyledButton>
  );
}
