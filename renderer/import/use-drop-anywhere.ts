import { useEffect, useRef } from 'react';
import { go } from '../route.ts';

/** A file that was dropped where nothing takes files, on its way to the screen that does. */
let waiting: File | null = null;
const listeners = new Set<() => void>();

/** Takes it, as soon as it is there; where `take` comes from a later render, that one. */
export function useDropped(take: (file: File) => void): void {
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });
  useEffect(() => {
    const look = () => {
      const file = waiting;
      waiting = null;
      if (file) newest.current(file);
    };
    look();
    listeners.add(look);
    return () => void listeners.delete(look);
  }, []);
}

/** Without this a window leaves its page for a file that misses its place. A screen that takes files itself comes first. */
export function useDropAnywhere(allowed: boolean): void {
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (!file || !allowed) return;
      waiting = file;
      if (file.name.toLowerCase().endsWith('.handover')) go('sync', 'handover');
      else go('import');
      for (const listener of listeners) listener();
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [allowed]);
}
