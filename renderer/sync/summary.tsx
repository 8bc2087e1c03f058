import { Button } from '@mantine/core';
import { Shape } from '../common/shape.tsx';
import { go } from '../route.ts';
import { viewLight } from '../shell/lights.ts';
import { useStationState } from '../station.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../words.tsx';
import styles from './sync.module.css';

/** In words: is it moving, since when not, and when is the next try. */
export function Summary() {
  const state = useStationState();
  const speech = useWords();
  const { w, age, when } = speech;
  const now = useNow(1000);
  const { sync, queue } = state;
  const cloud = viewLight('cloud', state, speech, now);
  const next =
    sync.nextTryAt === null
      ? '–'
      : sync.nextTryAt <= now
        ? w('sync.atOnce')
        : w('sync.in', { age: age(sync.nextTryAt - now) });
  const facts: [string, string][] = [
    [w('sync.oldest'), queue.oldestAt === null ? '–' : age(now - queue.oldestAt)],
    [w('sync.nextTry'), next],
    [w('sync.lastSuccess'), sync.lastSuccessAt === null ? '–' : when(sync.lastSuccessAt)],
  ];
  return (
    <section className={styles.summary} aria-label={w('light.cloud')}>
      <div className={styles.how}>
        <Shape
          kind={sync.paused ? 'pause' : cloud.shape}
          size={34}
          className={
            { ok: 'ink-ok', warn: 'ink-warn', bad: 'ink-bad', off: 'ink-off' }[
              state.lights.cloud.level
            ]
          }
        />
        <div>
          <strong>{sync.paused ? w('sync.paused') : `${w('light.cloud')}: ${cloud.word}`}</strong>
          <p>
            {cloud.problem ? speech.sentence(cloud.problem) : cloud.calm}
            {cloud.problem && <code>{cloud.problem.code}</code>}
          </p>
        </div>
        {(sync.paused || !sync.link) && (
          <Button variant="light" onClick={() => go('settings', 'cloud')}>
            {w('light.cloud.fix')}
          </Button>
        )}
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
