import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef } from 'react';
import { duplicate, nudge, remove, stretch } from './model/document.ts';
import type { Work } from './use-design.ts';

/** Millimetres an arrow key goes; with Shift ten times as far. */
const small = 0.1;
const large = 1;

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Keys on the label: arrows move, with Ctrl they stretch; Delete, Ctrl+D, Esc. */
export function useEditKeys(work: Work): (event: ReactKeyboardEvent) => void {
  const { selected } = work;
  return (event) => {
    if (!selected) return;
    const { id } = selected;
    const arrow = arrows[event.key];
    const control = event.ctrlKey || event.metaKey;
    if (arrow && !event.altKey) {
      const by = event.shiftKey ? large : small;
      const [x, y] = [arrow[0] * by, arrow[1] * by];
      work.act((design) => (control ? stretch(design, id, x, y) : nudge(design, id, x, y)), null);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      work.act((design) => remove(design, id));
      work.select(null);
    } else if (control && event.key.toLowerCase() === 'd') {
      work.act((design) => duplicate(design, id));
    } else if (event.key === 'Escape') {
      work.select(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Ctrl+Z, Ctrl+Y (or Ctrl+Shift+Z) and Ctrl+S wherever the focus is; a field that is typed in keeps its own undo. */
export function useHistoryKeys(work: Pick<Work, 'undo' | 'redo'>, onSave: () => void): void {
  const newest = useRef({ ...work, onSave });
  useEffect(() => {
    newest.current = { ...work, onSave };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (document.querySelector('[role=dialog]')?.checkVisibility()) return;
      const key = event.key.toLowerCase();
      const typing = event.target instanceof Element && event.target.matches('input, textarea');
      if (key === 's') newest.current.onSave();
      else if (typing) return;
      else if (key === 'y' || (key === 'z' && event.shiftKey)) newest.current.redo();
      else if (key === 'z') newest.current.undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}
