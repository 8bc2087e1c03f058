import { Unzlib } from 'fflate';
import { bytesOfBase64 } from '../../base64.ts';

/** A picture as black and white; see `BitmapMark`. */
export interface BlackAndWhite {
  columns: number;
  rows: number;
  bits: Uint8Array;
}

/** 2,000 by 2,000: more than a 600 dpi head prints on a label that is not all picture. */
const mostPixels = 4_000_000;
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples of a pixel by colour type: grey, -, colour, palette, grey and alpha, -, colour and alpha. */
const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Reads a PNG (ISO/IEC 15948) from base64 and makes it black and white, seen on white paper: what is darker than the
 * middle is black. In bounded memory. What is wrong with it in a word or two where it cannot be used.
 */
export function readPng(base64: string): BlackAndWhite | string {
  const file = bytesOfBase64(base64);
  if (!file || signature.some((byte, at) => file[at] !== byte)) return 'not a PNG';
  const chunks = chunksOf(file);
  if (!chunks) return 'torn';
  const head = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (head?.length !== 13) return 'torn';
  const view = new DataView(head.buffer, head.byteOffset);
  const [columns, rows] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colour, interlaced] = [head[8] ?? 0, head[9] ?? 0, head[12] ?? 0];
  const samples = channels[colour];
  if (samples === undefined || ![1, 2, 4, 8, 16].includes(depth)) return 'unknown colours';
  if (interlaced !== 0) return 'interlaced';
  if (columns === 0 || rows === 0 || columns * rows > mostPixels) return `${columns} × ${rows}`;
  const bits = samples * depth;
  const stride = Math.ceil((columns * bits) / 8);
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const raw = unpacked(packed, rows * (stride + 1));
  if (!raw || !unfilter(raw, rows, stride, Math.max(1, bits >> 3))) return 'torn';
  const find = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
  const light = lightness({ depth, colour, palette: find('PLTE'), clear: find('tRNS') });
  return threshold({ columns, rows }, (row, column) => light(raw, row * (stride + 1) + 1, column));
}

interface Chunk {
  type: string;
  data: Uint8Array;
}

function chunksOf(file: Uint8Array): Chunk[] | null {
  const view = new DataView(file.buffer);
  const chunks: Chunk[] = [];
  for (let at = signature.length; at + 12 <= file.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > file.length) return null;
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (type === 'IEND') return chunks;
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return null;
}

/** Exactly `length` bytes, or null. It stops as soon as there are more: a small file may unpack to gigabytes. */
function unpacked(parts: readonly Uint8Array[], length: number): Uint8Array | null {
  const out = new Uint8Array(length);
  const piece = 1024;
  let filled = 0;
  let tooMuch = false;
  const stream = new Unzlib((bytes) => {
    tooMuch ||= filled + bytes.length > length;
    if (tooMuch) return;
    out.set(bytes, filled);
    filled += bytes.length;
  });
  try {
    for (const [at, part] of parts.entries()) {
      const last = at === parts.length - 1;
      for (let from = 0; from < part.length && !tooMuch; from += piece) {
        const end = from + piece;
        stream.push(part.slice(from, end), last && end >= part.length);
      }
    }
  } catch {
    return null;
  }
  return !tooMuch && filled === length ? out : null;
}

/** Undoes the filters of the rows in place (clause 9); `back` is how many bytes a pixel has. */
function unfilter(raw: Uint8Array, rows: number, stride: number, back: number): boolean {
  for (let row = 0; row < rows; row++) {
    const start = row * (stride + 1) + 1;
    const filter = raw[start - 1] ?? 0;
    if (filter > 4) return false;
    if (filter === 0) continue;
    for (let at = 0; at < stride; at++) {
      const here = start + at;
      const a = at < back ? 0 : (raw[here - back] ?? 0);
      const b = row === 0 ? 0 : (raw[here - stride - 1] ?? 0);
      const c = at < back || row === 0 ? 0 : (raw[here - stride - 1 - back] ?? 0);
      raw[here] = (raw[here] ?? 0) + predicted(filter, a, b, c);
    }
  }
  return true;
}

function predicted(filter: number, a: number, b: number, c: number): number {
  if (filter === 1) return a;
  if (filter === 2) return b;
  if (filter === 3) return (a + b) >> 1;
  const guess = a + b - c;
  const [da, db, dc] = [Math.abs(guess - a), Math.abs(guess - b), Math.abs(guess - c)];
  if (da <= db && da <= dc) return a;
  return db <= dc ? b : c;
}

/** How light a pixel is on white paper, 0 to 1; `start` is where its row begins. */
type Lightness = (raw: Uint8Array, start: number, column: number) => number;

function lightness(about: {
  depth: number;
  colour: number;
  palette: Uint8Array | undefined;
  clear: Uint8Array | undefined;
}): Lightness {
  const { depth, colour, palette, clear } = about;
  const samples = channels[colour] ?? 1;
  const most = 2 ** depth - 1;
  const sample = (raw: Uint8Array, start: number, index: number): number => {
    if (depth === 8) return raw[start + index] ?? 0;
    if (depth === 16)
      return (raw[start + 2 * index] ?? 0) * 256 + (raw[start + 2 * index + 1] ?? 0);
    const bit = index * depth;
    return ((raw[start + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & most;
  };
  const onWhite = (light: number, alpha: number) => light * alpha + 1 - alpha;
  const seen = (r: number, g: number, b: number) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  /** A colour that stands for "nothing here". */
  const isClear = (values: number[]): boolean =>
    clear !== undefined &&
    clear.length === 2 * values.length &&
    values.every((value, at) => value === (clear[2 * at] ?? 0) * 256 + (clear[2 * at + 1] ?? 0));

  return (raw, start, column) => {
    const values = Array.from({ length: samples }, (_, at) =>
      sample(raw, start, column * samples + at),
    );
    const [first = 0] = values;
    if (colour === 3) {
      const [r, g, b] = [0, 1, 2].map((at) => (palette?.[3 * first + at] ?? 0) / 255);
      return onWhite(seen(r ?? 0, g ?? 0, b ?? 0), (clear?.[first] ?? 255) / 255);
    }
    if ((colour === 0 || colour === 2) && isClear(values)) return 1;
    const [r = 0, g = 0, b = 0, alpha = 1] = values.map((value) => value / most);
    if (colour === 0) return r;
    if (colour === 4) return onWhite(r, g);
    return onWhite(seen(r, g, b), colour === 6 ? alpha : 1);
  };
}

function threshold(
  { columns, rows }: { columns: number; rows: number },
  light: (row: number, column: number) => number,
): BlackAndWhite {
  const stride = Math.ceil(columns / 8);
  const bits = new Uint8Array(stride * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (light(row, column) >= 0.5) continue;
      const at = row * stride + (column >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (column & 7));
    }
  }
  return { columns, rows, bits };
}
