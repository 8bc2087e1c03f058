import type { Read } from '../../shared/models/read.ts';
import { Shape } from '../common/shape.tsx';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';
import { toneInk, toneOf, toneShape } from './tones.ts';
import undoStyles from './undo.module.css';

/** One read in three columns and, where it says more than its sign, a line below. */
export function ReadLine({ read }: { read: Read }) {
  const { w, when, sentence } = useWords();
  const tone = toneOf(read);
  const told = read.problem ? sentence(read.problem) : read.gone ? w('reads.gone') : null;
  return (
    <>
      <Shape
        kind={read.gone ? 'off' : toneShape[tone]}
        size={22}
        className={read.gone ? 'ink-off' : toneInk[tone]}
      />
      <span
        className={`mono ${styles.readSn} ${read.gone ? undoStyles.undone : ''}`}
        title={read.text}
      >
        {read.deviceSn ?? (read.text || w('reads.nothing'))}
      </span>
      <time dateTime={new Date(read.at).toISOString()}>{when(read.at)}</time>
      <p className={told ? styles.readWhy : styles.hidden}>
        {told ?? w(`verdict.${read.verdict}`)}
      </p>
    </>
  );
}
