import { isAscii, isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import type { Encoding } from '../../../shared/import/source.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import type { Bytes } from './bytes.ts';
import { undefined1252 } from './judge.ts';
import { openEnd } from './sample.ts';

/** A text that is read piece by piece, each time from its beginning. */
export interface Texts {
  /** Fails: `import-bytes-invalid`, after all text before the byte; what reading the file fails with. */
  pieces(): AsyncGenerator<Result<string>>;
}

/**
 * A file's text. Nothing is ever replaced or left out: bytes that are no character of this encoding end it
 * with their position. `mark`: bytes at the beginning that are no text.
 */
export function decoded(bytes: Bytes, encoding: Encoding, mark: number): Texts {
  return {
    async *pieces() {
      const decoder = encoding === 'utf-8' ? strictUtf8() : strict(encoding);
      let start = mark;
      for await (const chunk of bytes.chunks(mark)) {
        if (!chunk.ok) return yield chunk;
        const text = decoder(chunk.value);
        if (text === null) return yield* upToFault(bytes, encoding, mark, start);
        start += chunk.value.length;
        if (text !== '') yield ok(text);
      }
      if (decoder() === null) yield fail('import-bytes-invalid', { encoding, byte: bytes.size });
    },
  };
}

type Decoder = (chunk?: Uint8Array) => string | null;

/** Answers null for bytes that are no text; without a chunk, whether the text may end here. */
function strict(encoding: Encoding): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (chunk) => {
    // The standard gives control characters to what Windows-1252 leaves empty: nobody writes these.
    if (encoding === 'windows-1252' && chunk?.some((byte) => undefined1252.has(byte))) return null;
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      return null;
    }
  };
}

/** Node's own decoder is several times slower, and makes two bytes of each ASCII character. */
function strictUtf8(): Decoder {
  let rest: Uint8Array = new Uint8Array(0);
  return (chunk) => {
    if (!chunk) return rest.length === 0 ? '' : null;
    const bytes =
      rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([rest, chunk]);
    const whole = bytes.subarray(0, bytes.length - openEnd(bytes));
    rest = Uint8Array.from(bytes.subarray(whole.length));
    // What can be no beginning of a character is a fault of this chunk, not of the next one.
    if (rest.length > 0 && strict('utf-8')(rest) === null) return null;
    if (isAscii(whole)) return whole.toString('latin1');
    return isUtf8(whole) ? whole.toString('utf8') : null;
  };
}

/** Decoders do not say where they stumbled: from `start` on it is tried again, the last chunk byte by byte. */
async function* upToFault(
  bytes: Bytes,
  encoding: Encoding,
  mark: number,
  start: number,
): AsyncGenerator<Result<string>> {
  const decoder = strict(encoding);
  let at = mark;
  for await (const chunk of bytes.chunks(mark)) {
    if (!chunk.ok) return yield chunk;
    if (at < start) {
      decoder(chunk.value);
      at += chunk.value.length;
      continue;
    }
    let good = '';
    for (let index = 0; index < chunk.value.length; index++) {
      const text = decoder(chunk.value.subarray(index, index + 1));
      if (text === null) {
        if (good !== '') yield ok(good);
        return yield fail('import-bytes-invalid', { encoding, byte: at + index + 1 });
      }
      good += text;
    }
    at += chunk.value.length;
  }
}

const pastedSlice = 64 * 1024;

/** A text that was pasted. */
export function pasted(text: string): Texts {
  return {
    async *pieces() {
      for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; ) {
        // Never between the two halves of one character.
        const half = /[\ud800-\udbff]/.test(text[at + pastedSlice - 1] ?? '');
        const end = at + pastedSlice - (half ? 1 : 0);
        yield ok(text.slice(at, end));
        at = end;
        await setImmediate();
      }
    },
  };
}
