import type { Read } from '../../shared/models/read.ts';
import { Shape } from '../common/shape.tsx';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';
import { toneInk, toneOf, toneShape } from './tones.ts';

/** The last reads, so that a glance missed is not a verdict lost. */
export function Recent({ reads }: { reads: Read[] }) {
  const { w, when, sentence } = useWords();
  return (
    <section className={styles.reads} aria-label={w('reads.title')}>
      <h2>{w('reads.title')}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it */}
      <ol className={styles.list} tabIndex={0} aria-label={w('reads.title')}>
        {reads.map((read) => (
          <li key={read.id}>
            <Shape kind={toneShape[toneOf(read)]} size={22} className={toneInk[toneOf(read)]} />
            <span className={`mono ${styles.readSn}`} title={read.text}>
              {read.deviceSn ?? (read.text || w('reads.nothing'))}
            </span>
            <time dateTime={new Date(read.at).toISOString()}>{when(read.at)}</time>
            <p className={read.problem ? styles.readWhy : styles.hidden}>
              {read.problem ? sentence(read.problem) : w(`verdict.${read.verdict}`)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
