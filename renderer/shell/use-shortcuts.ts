import { useEffect, useRef } from 'react';
import { go, screens } from '../route.ts';
import { isTextField } from '../scan/text-field.ts';

/** A lone `?` is a person asking; one inside a burst of keys is part of a scanned code. */
const loneMs = 120;

/** Alt and a digit opens a screen, `?` the list of keys. */
export function useShortcuts(onHelp: () => void): void {
  const help = useRef(onHelp);
  useEffect(() => {
    help.current = onHelp;
  });
  useEffect(() => {
    let asking: number | undefined;
    let lastAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Shift') return;
      const sinceLast = event.timeStamp - lastAt;
      lastAt = event.timeStamp;
      window.clearTimeout(asking);
      if (event.altKey && !event.ctrlKey && !event.metaKey) {
        // By place on the keyboard: with Alt held some layouts send another character.
        const screen = /^Digit[1-9]$/.test(event.code)
          ? screens[Number(event.code.slice(5)) - 1]
          : undefined;
        if (screen) {
          event.preventDefault();
          go(screen);
        }
        return;
      }
      if (event.key !== '?' || isTextField(event.target) || sinceLast < loneMs) return;
      asking = window.setTimeout(() => help.current(), loneMs);
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.clearTimeout(asking);
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);
}
