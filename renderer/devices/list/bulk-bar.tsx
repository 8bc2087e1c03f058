import { Button } from '@mantine/core';
import { mostInAction } from '../../../shared/models/action.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import { ActButton } from '../act-button.tsx';
import type { ActKind } from '../acting/action-dialog.tsx';
import { acts } from '../acts.ts';
import styles from './bulk-bar.module.css';
import type { Filter } from './filters.tsx';
import { isFull, nothingChosen, type Selection } from './selection.ts';
import { useSelectAll } from './use-select-all.ts';

interface Props {
  selection: Selection;
  onSelect: React.Dispatch<React.SetStateAction<Selection>>;
  total: number;
  /** There are more than `total`. */
  more: boolean;
  filter: Filter;
  onAct: (act: ActKind) => void;
}

/** What can be done with what is chosen. Always in its place, so that the list does not jump. */
export function BulkBar({ selection, onSelect, total, more, filter, onAct }: Props) {
  const { w, number } = useWords();
  const all = useSelectAll(filter.ask, onSelect);
  const count = selection.chosen.size;
  const most = total > mostInAction;
  const words = most ? 'select.allMost' : more ? 'select.allMatching' : 'select.all';
  return (
    <section className={styles.bar} aria-label={w('bulk.title')}>
      <div className={styles.chosen}>
        <output>
          {count === 0
            ? w('select.none')
            : w(isFull(selection) ? 'select.full' : 'select.count', { count: number(count) })}
        </output>
        <div className={styles.ways}>
          <Button
            variant="subtle"
            loading={all.busy}
            disabled={total === 0}
            onClick={() => void all.run()}
          >
            {w(words, { count: number(most ? mostInAction : total) })}
          </Button>
          {count > 0 && (
            <Button variant="subtle" onClick={() => onSelect(nothingChosen)}>
              {w('select.clear')}
            </Button>
          )}
        </div>
        <ProblemNote problem={all.problem} />
      </div>
      <div className={styles.acts}>
        {acts.map(([act, Icon]) => {
          const one = act === 'replace' && count !== 1;
          return (
            <ActButton
              key={act}
              act={act}
              icon={Icon}
              onAct={onAct}
              disabled={count === 0 || one}
              title={one ? w('act.replaceOne') : undefined}
            />
          );
        })}
      </div>
    </section>
  );
}
