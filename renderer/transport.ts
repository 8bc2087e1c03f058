import type { Transport } from '../shared/client.ts';
import { browserTransport } from './transport-browser.ts';

/** Whether the station can be heard. */
export type Link = 'joining' | 'up' | 'lost';

/** The two verbs, plus how well the wire between window and station is. */
export interface WindowTransport extends Transport {
  link(listener: (link: Link) => void): () => void;
}

declare global {
  interface Window {
    /** Put there by the preload of a desktop host. */
    lineside?: Transport;
  }
}

/** A desktop host brings its own wire; everything else is a page that the station itself served. */
export function chooseTransport(): WindowTransport {
  const preload = window.lineside;
  if (!preload) return browserTransport();
  return {
    call: (name, input) => preload.call(name, input),
    watch: (listener) => preload.watch(listener),
    link: (listener) => {
      listener('up');
      return () => {};
    },
  };
}
