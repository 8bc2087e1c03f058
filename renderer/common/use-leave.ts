import { useCallback, useLayoutEffect, useState } from 'react';
import { guardRoute } from '../route.ts';

/** Nothing typed is left behind unasked: another item, another screen, another page. */
export function useLeave(dirty: boolean) {
  const [wanted, setWanted] = useState<{ go: () => void } | null>(null);
  useLayoutEffect(() => {
    if (!dirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    guardRoute((leave) => {
      setWanted({ go: leave });
      return true;
    });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      guardRoute(null);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [dirty]);
  const attempt = useCallback((go: () => void) => (dirty ? setWanted({ go }) : go()), [dirty]);
  return {
    attempt,
    asking: wanted !== null,
    stay: () => setWanted(null),
    leave: () => {
      setWanted(null);
      wanted?.go();
    },
  };
}
