import type { Batch } from '../../shared/models/batch.ts';
import { Shape } from '../common/shape.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';

/** Too wide for a third of the panel beside its sign. */
const long = (count: number) => count >= 10_000 || undefined;

/** What was not accepted, and what still has to come out of the printer. */
export function BatchCounts({ batch }: { batch: Batch }) {
  const { w, number } = useWords();
  const { printing } = useStationState();
  return (
    <dl className={styles.tallies}>
      <div>
        <dt>{w('batch.seen')}</dt>
        <dd data-long={long(batch.seen)}>
          <Shape kind="repeat" size={18} className="ink-warn" />
          {number(batch.seen)}
        </dd>
      </div>
      <div>
        <dt>{w('batch.refused')}</dt>
        <dd data-long={long(batch.refused)}>
          <Shape kind="bad" size={18} className="ink-bad" />
          {number(batch.refused)}
        </dd>
      </div>
      <div>
        <dt>{w('batch.unprinted')}</dt>
        <dd data-long={long(printing.pending)}>
          {batch.template === null ? '–' : number(printing.pending)}
        </dd>
      </div>
    </dl>
  );
}
