import { isAscii, isUtf8 } from 'node:buffer';
import { ok, type Result } from '../../../shared/problems.ts';
import type { Bytes } from './bytes.ts';

/** What a whole file's bytes say about how its characters are written. */
export interface Sample {
  size: number;
  /** The first ones, for marks and for the pattern of NULs. */
  head: Uint8Array;
  allUtf8: boolean;
  /** Words with bytes above 127, cut where no encoding of ours has the middle of a character. */
  words: Uint8Array[];
  /** The same with what stands around them, to be shown. */
  places: Uint8Array[];
}

const headBytes = 64 * 1024;
const mostWords = 4000;
const longestWord = 512;
const mostPlaces = 8;
const around = 60;

/** Below it no encoding of ours has a second byte, but for UTF-16: a text may be cut there. */
const safe = 0x30;

/** Reads the file once, in constant memory: a first foreign character at its end is seen too. */
export async function sampleOf(bytes: Bytes): Promise<Result<Sample>> {
  const sample: Sample = {
    size: bytes.size,
    head: new Uint8Array(0),
    allUtf8: true,
    words: [],
    places: [],
  };
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes.chunks()) {
    if (!chunk.ok) return chunk;
    if (sample.head.length === 0) sample.head = chunk.value.slice(0, headBytes);
    if (rest.length === 0 && isAscii(chunk.value)) continue;
    const joined = Buffer.concat([rest, chunk.value]);
    const whole = joined.length - openEnd(joined);
    const text = joined.subarray(0, whole);
    sample.allUtf8 &&= isUtf8(text);
    rest = joined.slice(whole);
    collect(sample, text);
  }
  sample.allUtf8 &&= rest.length === 0;
  if (rest.length > 0) collect(sample, rest);
  return ok(sample);
}

/** How many bytes at the end begin a UTF-8 character that goes on in the next chunk. */
export function openEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function collect(sample: Sample, text: Uint8Array): void {
  for (let at = 0; at < text.length && sample.words.length < mostWords; at++) {
    if ((text[at] as number) < 0x80) continue;
    let from = at;
    while (from > 0 && at - from < longestWord && (text[from - 1] as number) >= safe) from--;
    let to = at;
    while (to < text.length && to - from < longestWord && (text[to] as number) >= safe) to++;
    // A word that is too long has no safe beginning or end: it would be judged by half a character.
    const whole = to - from < longestWord && at - from < longestWord;
    if (whole) sample.words.push(text.slice(from, to));
    if (whole && sample.places.length < mostPlaces) sample.places.push(place(text, from, to));
    at = to;
  }
}

function place(text: Uint8Array, from: number, to: number): Uint8Array {
  let begin = from;
  while (begin > 0 && from - begin < around && !isLineEnd(text[begin - 1])) begin--;
  while (begin < from && begin > 0 && (text[begin - 1] as number) >= safe) begin++;
  let end = to;
  while (end < text.length && end - to < around && !isLineEnd(text[end])) end++;
  while (end > to && end < text.length && (text[end] as number) >= safe) end--;
  return text.slice(begin, end);
}

const isLineEnd = (byte: number | undefined) => byte === 10 || byte === 13;
