import { Button } from '@mantine/core';
import type { Read } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';
import { focusOnIt } from '../common/focus-on-it.ts';
import { useMayNot } from '../role.tsx';
import { useWords } from '../words.tsx';
import { ReadLine } from './read-line.tsx';
import styles from './scan.module.css';
import undoStyles from './undo.module.css';
import { unitOf } from './undoable.ts';

interface Props {
  reads: Read[];
  batch: State['batch'];
  onSelect: () => void;
  /** Selecting just ended: its button has the focus again. */
  cameBack: boolean;
}

/** The last reads, so that a glance missed is not a verdict lost; some of them can be taken back. */
export function Recent({ reads, batch, onSelect, cameBack }: Props) {
  const { w } = useWords();
  const mayNot = useMayNot('undo.do');
  const some = reads.some((read) => unitOf(read, batch));
  return (
    <section className={styles.reads} aria-label={w('reads.title')}>
      <div className={undoStyles.head}>
        <h2>{w('reads.title')}</h2>
        {batch && (
          <Button
            variant="subtle"
            {...(cameBack && { ref: focusOnIt })}
            disabled={!some || mayNot !== null}
            title={mayNot ?? ''}
            onClick={onSelect}
          >
            {w('undoing.select')}
          </Button>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it */}
      <ol className={styles.list} tabIndex={0} aria-label={w('reads.title')}>
        {reads.map((read) => (
          <li key={read.id}>
            <ReadLine read={read} />
          </li>
        ))}
      </ol>
    </section>
  );
}
