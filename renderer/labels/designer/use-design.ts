import { useCallback, useMemo, useState } from 'react';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import { elementOf } from './model/document.ts';
import { begin, redo, rest, step, undo } from './model/history.ts';

/** The design that is worked on: what it is now, what is selected, and the way back. */
export function useDesign(start: LabelDesign, isNew: boolean) {
  const [history, setHistory] = useState(() => begin(start));
  const [saved, setSaved] = useState<LabelDesign | null>(isNew ? null : start);
  const [chosen, setChosen] = useState<string | null>(null);
  const design = history.present;
  const selected = elementOf(design, chosen);

  const act = useCallback(
    (next: (design: LabelDesign) => LabelDesign, stroke: string | null = null) =>
      setHistory((now) => step(now, next(now.present), stroke)),
    [],
  );
  const over = useCallback(() => setHistory(rest), []);
  return useMemo(
    () => ({
      design,
      selected,
      dirty: design !== saved,
      isNew: saved === null,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      select: setChosen,
      act,
      /** A drag or a word is over. */
      over,
      undo: () => setHistory(undo),
      redo: () => setHistory(redo),
      /** It is kept as this version now; what was done before can still be taken back. */
      kept(next: LabelDesign) {
        setHistory((now) => ({ ...now, present: next, stroke: null }));
        setSaved(next);
      },
    }),
    [design, selected, saved, history, act, over],
  );
}
export type Work = ReturnType<typeof useDesign>;
