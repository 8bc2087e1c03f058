import { createHash } from 'node:crypto';

/** What happened, line by line. The same seed writes the same lines. */
export interface Trace {
  readonly lines: string[];
  say(text: string): void;
  /** SHA-256 of all lines, the first 16 hexadecimal digits. */
  hash(): string;
}

export function createTrace(now: () => number): Trace {
  const lines: string[] = [];
  return {
    lines,
    say: (text) => void lines.push(`${(now() / 1000).toFixed(3)} ${text}`),
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16),
  };
}
