import { useEffect, useRef, useState } from 'react';
import { lookAtKeys } from '../scan/key-bursts.ts';
import { isTextField } from '../scan/text-field.ts';
import { noKeys, type PinKeys, typeKey, wasTyped, withDigit } from './pin-keys.ts';

export interface TypedPin {
  pin: string;
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
  const [pin, setPin] = useState('');
  const newestGo = useRef(go);
  useEffect(() => {
    newestGo.current = go;
  });
  const [pad] = useState(() => {
    let newestKey = '';
    const set = (next: PinKeys) => {
      keys.current = next;
      setPin(next.pin);
    };
    const put = (next: string) => set({ ...keys.current, pin: next });
    const made = {
      look({ key, timeStamp }: KeyboardEvent) {
        newestKey = key;
        if (key === 'Backspace') made.rub();
        else if ([...key].length === 1) set(typeKey(keys.current, key, timeStamp));
      },
      press: (digit: string) => put(withDigit(keys.current.pin, digit)),
      rub: () => put(keys.current.pin.slice(0, -1)),
      clear: () => set(noKeys),
      takeBack: () => put(keys.current.run.before),
      wasTyped: (code: string | 'torn') => wasTyped(keys.current, code),
      entered: () => newestKey === 'Enter',
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
      quitLooking();
      window.removeEventListener('keydown', onKey, true);
    };
  }, [pad]);
  return { pin, ...pad };
}
