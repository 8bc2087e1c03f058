import { useEffect, useRef } from 'react';
import { isTextField } from './text-field.ts';
import { createWedge, type WedgeOutcome, wedgePace } from './wedge.ts';

export type WedgeNews = WedgeOutcome | { kind: 'input-method' };

/** Listens to the whole window while it is mounted, so that it does not matter where the focus is. */
export function useWedge(listener: (news: WedgeNews) => void): void {
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => {
    const wedge = createWedge();
    let quiet: number | undefined;
    const tell = (news: WedgeNews | undefined) => news && newest.current(news);

    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTextField(event.target)) {
        wedge.reset();
        return;
      }
      // An input method would turn the scanner's keys into other characters: say so, read nothing.
      if (event.isComposing || event.key === 'Process') {
        wedge.reset();
        tell({ kind: 'input-method' });
        return;
      }
      const { outcome, swallow } = wedge.press(event.key, event.timeStamp);
      if (swallow) {
        event.preventDefault();
        event.stopPropagation();
      }
      tell(outcome);
      window.clearTimeout(quiet);
      quiet = window.setTimeout(
        () => tell(wedge.silence(performance.now())),
        wedgePace.silenceMs + 5,
      );
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.clearTimeout(quiet);
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);
}
