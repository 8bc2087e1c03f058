import type { State } from '../../../shared/models/state.ts';
import { useQuery } from '../../calls.ts';
import { useNow } from '../../use-now.ts';
import { useWords } from '../../words.tsx';
import styles from './line.module.css';
import { PaceChart } from './pace-chart.tsx';

/** The chart's width in time. */
const hours = 4;
/** A busy line is asked for its pace at most this often (ms). */
const every = 5000;

/** Takt against the wanted one, rate, time left, and the bars of the last hours. */
export function Pace({ batch }: { batch: NonNullable<State['batch']> }) {
  const { w, number, age } = useWords();
  const now = useNow(every);
  const { id, accepted, refused, line } = batch;
  const tick = Math.floor(now / every);
  const { value } = useQuery('batches.pace', { id, hours }, [
    tick,
    accepted < 4 && accepted,
    refused < 2,
  ]);
  if (!value) return <div className={styles.pace} />;
  const { takt, perHour, left, buckets } = value;
  const seconds = takt === null ? null : takt / 1000;
  const slow = seconds !== null && line.takt !== null && seconds > line.takt * 1.05;
  return (
    <section className={styles.pace} aria-label={w('pace.title')}>
      <dl>
        <div>
          <dt>
            {line.takt === null ? w('pace.takt') : w('pace.taktOf', { takt: number(line.takt) })}
          </dt>
          <dd className={slow ? 'ink-warn' : undefined}>
            {seconds === null
              ? '–'
              : w('pace.seconds', { seconds: number(Math.round(seconds * 10) / 10) })}
          </dd>
        </div>
        <div>
          <dt>{w('pace.perHour')}</dt>
          <dd>{perHour === null ? '–' : number(Math.round(perHour))}</dd>
        </div>
        <div>
          <dt>{w('pace.left')}</dt>
          <dd>{left === null ? '–' : age(left)}</dd>
        </div>
      </dl>
      <PaceChart buckets={buckets} hours={hours} />
    </section>
  );
}
