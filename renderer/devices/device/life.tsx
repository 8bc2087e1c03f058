import type { CloudDevice, Device } from '../../../shared/models/device.ts';
import { Shape } from '../../common/shape.tsx';
import { lifeSteps } from '../../life/life-steps.ts';
import { useWords } from '../../words.tsx';
import styles from './device.module.css';

/** Where a device is in its life, and when it came to each step. */
export function Life({ device, cloud }: { device: Device; cloud: CloudDevice | null }) {
  const { w, dateTime } = useWords();
  return (
    <>
      <ol className={styles.life}>
        {lifeSteps(device, cloud).map(({ state, at, place }) => (
          <li key={state} data-place={place} aria-current={place === 'now' ? 'step' : undefined}>
            <span className={styles.stepName}>
              <Shape
                kind={place === 'ahead' ? 'off' : state === 'discarded' ? 'bad' : 'ok'}
                size={20}
              />
              {w(`life.${state}`)}
            </span>
            <span className={styles.stepWhen}>
              {at === null ? (place === 'ahead' ? w('life.notYet') : '–') : dateTime(at)}
              {place === 'now' && ` · ${w('life.state.now')}`}
            </span>
          </li>
        ))}
      </ol>
      {cloud?.reprovisioning && <p className={styles.note}>{w('life.reprovisioning')}</p>}
    </>
  );
}
