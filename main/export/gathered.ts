import type { Write } from './table-file.ts';

/** Characters that are handed on at once: a call of the system for each row would be most of the work. */
const most = 64 * 1024;

/** Texts on their way into a file, as UTF-8. */
export interface Gathered {
  add(text: string): void;
  /** Hands on what is still held. */
  end(): void;
}

export function gathered(write: Write): Gathered {
  let held = '';
  const flush = (): void => {
    if (held !== '') write(Buffer.from(held));
    held = '';
  };
  return {
    add(text) {
      held += text;
      if (held.length >= most) flush();
    },
    end: flush,
  };
}
