import { UnreadablePdf } from './objects.ts';

/** Numbers, operators, names (with their slash), hexadecimal strings (with their bracket), `<<` and `>>`. */
export type Token = number | string;

const space = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d;

/** The tokens of a content stream (ISO 32000-1, 7.8.2), of the kinds that label pages use. */
export function* tokensOf(bytes: Uint8Array): Generator<Token> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (space(byte)) {
      at++;
      continue;
    }
    // Digits, signs and the point.
    if (byte >= 0x2b && byte <= 0x39 && byte !== 0x2c && byte !== 0x2f) {
      let end = at + 1;
      while (end < bytes.length && isNumeric(bytes[end] as number)) end++;
      yield numberOf(bytes, at, end);
      at = end;
      continue;
    }
    let end = at + 1;
    const pair = (byte === 0x3c || byte === 0x3e) && bytes[at + 1] === byte;
    if (pair) end = at + 2;
    else if (byte === 0x3c) end = bytes.indexOf(0x3e, at) + 1;
    else while (end < bytes.length && isWord(bytes[end] as number)) end++;
    if (end <= at) throw new UnreadablePdf('a string has no end');
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1');
    at = end;
  }
}

const isNumeric = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || byte === 0x2e;
const isWord = (byte: number): boolean =>
  !space(byte) && byte !== 0x3c && byte !== 0x3e && byte !== 0x2f;

function numberOf(bytes: Uint8Array, from: number, to: number): number {
  let [value, scale, negative] = [0, 0, false];
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x2d) negative = true;
    else if (byte === 0x2e) {
      if (scale !== 0) throw new UnreadablePdf('a number with two points');
      scale = 1;
    } else if (byte !== 0x2b) {
      value = value * 10 + byte - 0x30;
      scale *= 10;
    }
  }
  if (scale > 1) value /= scale;
  return negative ? -value : value;
}
