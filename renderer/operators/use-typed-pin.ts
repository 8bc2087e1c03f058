import { useEffect, useRef } from 'react';

interface Typed {
  press(digit: string): void;
  rub(): void;
  go(): void;
}

/** An Enter that follows this soon is a scanner's, in milliseconds. */
const scannersEnter = 60;

/**
 * Digits, Backspace and Enter from the keyboard, wherever the focus is. It sees a scanner's keys, too: whoever
 * hears the code takes its digits out again.
 */
export function useTypedPin(typed: Typed): void {
  const newest = useRef(typed);
  useEffect(() => {
    newest.current = typed;
  });
  useEffect(() => {
    let lastAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const since = event.timeStamp - lastAt;
      lastAt = event.timeStamp;
      const button = event.target instanceof HTMLElement && event.target.closest('button, a');
      if (/^\d$/.test(event.key)) newest.current.press(event.key);
      else if (event.key === 'Backspace') newest.current.rub();
      else if (event.key === 'Enter' && !button && since > scannersEnter) newest.current.go();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}
