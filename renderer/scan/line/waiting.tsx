import type { State } from '../../../shared/models/state.ts';
import { useNow } from '../../use-now.ts';
import { useWords } from '../../words.tsx';
import styles from './line.module.css';

/** Units some of whose codes were read: what they lack, and for how long. */
export function Waiting({ batch }: { batch: NonNullable<State['batch']> }) {
  const { w, age, number } = useWords();
  const now = useNow(1000);
  const { waiting, waitingCount } = batch.now;
  if (batch.line.parts.length === 1) return null;
  // As high when it is empty: nothing below it jumps with the belt.
  const rows = batch.line.persons === 2 ? 3 : 1;
  const late = batch.line.waitSeconds * 1000;
  return (
    <section className={styles.waiting} aria-label={w('waiting.title')}>
      <h2>{w('waiting.count', { count: number(waitingCount) })}</h2>
      <ul style={{ minHeight: `${rows * 1.5}em` }}>
        {waiting.slice(0, rows).map(({ deviceSn, at, lacks }) => (
          <li key={deviceSn} className={now - at > late ? 'ink-bad' : undefined}>
            <span className="mono">{deviceSn}</span>
            <span>{lacks.map((part) => w(`part.${part}`)).join(', ')}</span>
            <span>{age(Math.max(0, now - at))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
