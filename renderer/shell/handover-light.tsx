import { UnstyledButton } from '@mantine/core';
import { Shape } from '../common/shape.tsx';
import { addressOf } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './status-bar.module.css';

/** A hand-over that is being scanned, or waits to be taken, on every screen. */
export function HandoverLight() {
  const { frames, offer } = useStationState().handover;
  const { w, number } = useWords();
  if (!frames && !offer) return null;
  return (
    <UnstyledButton
      component="a"
      href={addressOf('sync', 'handover')}
      className={`${styles.light} ${styles.jobs}`}
    >
      <Shape
        kind={frames ? 'busy' : 'note'}
        size={20}
        className={frames ? (styles['busy'] ?? '') : 'ink-off'}
      />
      <span className={styles.lightName}>{w('handover.title')}</span>
      <span className={styles.lightWord}>
        {frames ? `${number(frames.have)} / ${number(frames.of)}` : offer?.station.name}
      </span>
      {frames && (
        <progress
          className={styles.progress}
          value={frames.have}
          max={frames.of}
          aria-label={w('handover.take')}
        />
      )}
    </UnstyledButton>
  );
}
