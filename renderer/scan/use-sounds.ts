import { useEffect, useRef } from 'react';
import { useStationState } from '../station.tsx';
import { worstSince } from './look.ts';
import { playTone, prepareSound, setVolume, wakeSound } from './sounds.ts';

/** Every verdict is heard on every screen, unless the station is set to be silent. */
export function useSounds(): void {
  const { reads, preferences } = useStationState();
  const newest = reads[0]?.id ?? 0;
  const heard = useRef(newest);
  const wanted = preferences.sounds;
  const { volume } = preferences;
  useEffect(() => setVolume(volume), [volume]);
  useEffect(() => {
    const tone = worstSince(reads, heard.current);
    heard.current = newest;
    if (tone && wanted) playTone(tone);
  }, [reads, newest, wanted]);
  useEffect(() => {
    if (!wanted) return undefined;
    prepareSound();
    window.addEventListener('pointerdown', wakeSound);
    window.addEventListener('keydown', wakeSound);
    return () => {
      window.removeEventListener('pointerdown', wakeSound);
      window.removeEventListener('keydown', wakeSound);
    };
  }, [wanted]);
}
