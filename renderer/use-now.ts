import { useEffect, useState } from 'react';

/** The time, told again every `every` ms: for ages that grow while nothing else happens. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = window.setInterval(() => setNow(Date.now()), every);
    return () => window.clearInterval(ticking);
  }, [every]);
  return now;
}
