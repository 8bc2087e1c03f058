import { createReadStream } from 'node:fs';

/**
 * The lines of a file, without their line feed; the last one also where it has none. Only a line feed ends a line: Node's own
 * `readline` ends one at U+2028 too, which may stand inside of JSON.
 */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let held: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(10, start);
      if (end < 0) break;
      held.push(chunk.subarray(start, end));
      yield text(held);
      held = [];
      start = end + 1;
    }
    if (start < chunk.length) held.push(chunk.subarray(start));
  }
  if (held.length > 0) yield text(held);
}

const text = (parts: Buffer[]): string =>
  (parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)).toString('utf8');
