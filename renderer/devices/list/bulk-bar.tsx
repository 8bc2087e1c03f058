import { Button } from '@mantine/core';
import { mostInAction } from '../../../shared/models/action.ts';
import type { Problem } from '../../../shared/problems.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import { ActButton } from '../act-button.tsx';
import type { ActKind } from '../acting/action-dialog.tsx';
import { acts } from '../acts.ts';
import styles from './bulk-bar.module.css';
import type { Filter } from './filters.tsx';
import { chooseAll, countOf, isFull, nothingChosen, type Selection } from './selection.ts';

interface Props {
  selection: Selection;
  onSelect: React.Dispatch<React.SetStateAction<Selection>>;
  total: number;
  /** There are more than `total`. */
  more: boolean;
  filter: Filter;
  onAct: (act: ActKind) => void;
  /** Something is fetched before it can be done. */
  busy: boolean;
  problem: Problem | null;
}

/** What can be done with what is chosen. Always in its place, so that the list does not jump. */
export function BulkBar({ selection, onSelect, total, more, filter, onAct, busy, problem }: Props) {
  const { w, number } = useWords();
  const count = countOf(selection);
  const { all } = selection;
  const told = { count: number(count) };
  const says =
    all && !all.exact ? 'select.more' : isFull(selection) ? 'select.full' : 'select.count';
  return (
    <section className={styles.bar} aria-label={w('bulk.title')}>
      <div className={styles.chosen}>
        <output>{count === 0 ? w('select.none') : w(says, told)}</output>
        <div className={styles.ways}>
          <Button
            variant="subtle"
            loading={busy}
            disabled={total === 0}
            onClick={() => onSelect(chooseAll({ ask: filter.ask, total, exact: !more }))}
          >
            {w(more ? 'select.allMatching' : 'select.all', { count: number(total) })}
          </Button>
          {count > 0 && (
            <Button variant="subtle" onClick={() => onSelect(nothingChosen)}>
              {w('select.clear')}
            </Button>
          )}
        </div>
        <ProblemNote problem={problem} />
      </div>
      <div className={styles.acts}>
        {acts.map(([act, Icon]) => {
          const one = act === 'replace' && (all !== null || count !== 1);
          const many = act === 'print' && count > mostInAction;
          const why = one
            ? w('act.replaceOne')
            : many
              ? w('act.printMost', { count: number(mostInAction) })
              : undefined;
          return (
            <ActButton
              key={act}
              act={act}
              icon={Icon}
              onAct={onAct}
              disabled={count === 0 || one || many || busy}
              title={why}
            />
          );
        })}
      </div>
    </section>
  );
}
