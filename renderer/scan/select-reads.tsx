import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Read } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';
import { focusOnIt } from '../common/focus-on-it.ts';
import { useWords } from '../words.tsx';
import { ReadLine } from './read-line.tsx';
import styles from './scan.module.css';
import undoStyles from './undo.module.css';
import { UndoDialog } from './undo-dialog.tsx';
import { unitOf } from './undoable.ts';

interface Props {
  reads: Read[];
  batch: NonNullable<State['batch']>;
  onDone: () => void;
}

/** The last reads to choose from: those that registered a unit of the batch in work. */
export function SelectReads({ reads, batch, onDone }: Props) {
  const { w, when, number } = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState(false);
  const devices = reads.flatMap((read) => {
    const unit = chosen.has(read.id) ? unitOf(read, batch) : null;
    return unit ? [unit] : [];
  });
  const first = reads.find((read) => unitOf(read, batch));
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const count = number(devices.length);
  return (
    <section className={styles.reads} aria-label={w('undoing.choose')}>
      <div className={undoStyles.head}>
        <h1 className={undoStyles.hidden}>{w('undoing.choose')}</h1>
        <Button color="red.9" disabled={devices.length === 0} onClick={() => setAsking(true)}>
          {w('undoing.selected', { count })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {w('undoing.selectDone')}
        </Button>
      </div>
      <ol
        className={`${styles.list} ${undoStyles.picks}`}
        aria-label={w('undoing.choose')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      >
        {reads.map((read) =>
          unitOf(read, batch) ? (
            <li key={read.id}>
              <label className={undoStyles.pick}>
                <input
                  type="checkbox"
                  {...(read === first && { ref: focusOnIt })}
                  checked={chosen.has(read.id)}
                  aria-label={w('undoing.selectThis', { sn: read.deviceSn ?? '' })}
                  onChange={() => toggle(read.id)}
                />
                <span className={`mono ${styles.readSn}`} title={read.deviceSn}>
                  {read.deviceSn}
                </span>
                <time dateTime={new Date(read.at).toISOString()}>{when(read.at)}</time>
              </label>
            </li>
          ) : (
            <li key={read.id} data-plain>
              <ReadLine read={read} />
            </li>
          ),
        )}
      </ol>
      {devices.length > 0 && (
        <UndoDialog
          opened={asking}
          title={w('undoing.titleSome', { count })}
          scope={{ what: 'units', devices }}
          onClose={() => setAsking(false)}
          onDone={onDone}
        />
      )}
    </section>
  );
}
