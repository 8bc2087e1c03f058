import { useCallback, useEffect, useState } from 'react';

/** Holds something that is only shown for a while; it is let go of when the time is over. */
export function useShownFor<T>(shownMs: number) {
  const [held, setHeld] = useState<{ value: T; until: number } | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!held) return;
    const tick = window.setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= held.until) setHeld(null);
    }, 500);
    return () => window.clearInterval(tick);
  }, [held]);
  const show = useCallback(
    (value: T) => {
      setNow(Date.now());
      setHeld({ value, until: Date.now() + shownMs });
    },
    [shownMs],
  );
  const hide = useCallback(() => setHeld(null), []);
  return {
    shown: held?.value ?? null,
    show,
    hide,
    leftMs: held ? Math.max(0, held.until - now) : 0,
  };
}
