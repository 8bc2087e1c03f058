import { useEffect } from 'react';
import { useStation } from '../station.tsx';

/** The station is told at most this often that somebody touched the window, in milliseconds. */
const every = 20_000;

/** Reading a page is being there, too: touching the window keeps who is on duty. */
export function useHere(): void {
  const { call, state } = useStation();
  const watched = state?.operator != null;
  useEffect(() => {
    if (!watched) return undefined;
    let told = 0;
    const tell = () => {
      if (performance.now() - told < every && told > 0) return;
      told = performance.now();
      void call('operators.here', {});
    };
    window.addEventListener('pointerdown', tell, true);
    window.addEventListener('keydown', tell, true);
    return () => {
      window.removeEventListener('pointerdown', tell, true);
      window.removeEventListener('keydown', tell, true);
    };
  }, [call, watched]);
}
