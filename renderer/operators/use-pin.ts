import { useEffect, useRef, useState } from 'react';
import { lookAtKeys } from '../scan/key-bursts.ts';
import { isTextField } from '../scan/text-field.ts';
import { createPinDigits } from './pin-digits.ts';
import { isDigit, noKeys, type PinKeys, pinLength, typeKey, wasTyped } from './pin-keys.ts';

export interface TypedPin {
  /** Digits on the pad. The digits themselves are nobody's until they are taken. */
  count: number;
  /** The PIN, for the call that sends it; the pad is empty and wiped then. */
  take(): string;
  press(digit: string): void;
  rub(): void;
  clear(): void;
  /** What the pad was before the newest code, which was no PIN. */
  takeBack(): void;
  wasTyped(code: string | 'torn'): boolean;
  /** The newest key was Enter, also where it was taken for a scanner's. */
  entered(): boolean;
}

/** The PIN on the pad: from its own keys, and from the keyboard wherever the focus is. `go` is Enter. */
export function usePin(go: () => void): TypedPin {
  const keys = useRef<PinKeys>(noKeys);
  const [count, setCount] = useState(0);
  const newestGo = useRef(go);
  useEffect(() => {
    newestGo.current = go;
  });
  const [pad] = useState(() => {
    let newestWasEnter = false;
    const digits = createPinDigits();
    const set = (next: PinKeys) => {
      keys.current = next;
      digits.keep(next.count);
      setCount(next.count);
    };
    const cut = (next: number) => set({ ...keys.current, count: next });
    const made = {
      look({ key, timeStamp }: KeyboardEvent) {
        newestWasEnter = key === 'Enter';
        if (key === 'Backspace') made.rub();
        if ([...key].length !== 1) return;
        const next = typeKey(keys.current, key, timeStamp);
        if (isDigit(key) && next.count > keys.current.count)
          digits.put(keys.current.count, Number(key));
        set(next);
      },
      press(digit: string) {
        const before = keys.current.count;
        digits.put(before, Number(digit));
        cut(Math.min(before + 1, pinLength.max));
      },
      rub: () => cut(Math.max(0, keys.current.count - 1)),
      clear: () => set(noKeys),
      take() {
        const pin = digits.read(keys.current.count);
        made.clear();
        return pin;
      },
      takeBack: () => cut(Math.min(keys.current.run.before, keys.current.count)),
      wasTyped: (code: string | 'torn') => wasTyped(keys.current, code),
      entered: () => newestWasEnter,
    };
    return made;
  });
  useEffect(() => {
    const quitLooking = lookAtKeys((event) => {
      const chord = event.ctrlKey || event.altKey || event.metaKey;
      if (!chord && !event.repeat && !isTextField(event.target)) pad.look(event);
    });
    // Behind the wedge: the Enter of a scanner does not come this far.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || isTextField(event.target)) return;
      const button = event.target instanceof HTMLElement && event.target.closest('button, a');
      if (!button) newestGo.current();
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      pad.clear();
      quitLooking();
      window.removeEventListener('keydown', onKey, true);
    };
  }, [pad]);
  return { count, ...pad };
}
