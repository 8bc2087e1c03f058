import { useEffect } from 'react';
import { useStationState } from '../station.tsx';

/**
 * Whether this window is a kiosk. The station holds its calls to it; here it only shows Scan and, at the first touch,
 * fills the screen: a browser lets nobody do that unasked.
 */
export function useKiosk(): boolean {
  const { on } = useStationState().kiosk;
  useEffect(() => {
    if (!on) return undefined;
    const fill = () => {
      if (document.fullscreenElement) return;
      // Refused by some hosts, which fill the screen by themselves.
      document.documentElement.requestFullscreen?.().catch(() => {});
    };
    window.addEventListener('pointerdown', fill);
    window.addEventListener('keydown', fill);
    return () => {
      window.removeEventListener('pointerdown', fill);
      window.removeEventListener('keydown', fill);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [on]);
  return on;
}
