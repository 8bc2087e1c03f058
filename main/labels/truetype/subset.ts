import type { FontFile } from './font-file.ts';

/** Glyphs of one document by the numbers that they get in its small font, in the order in which they came. */
export interface Subset {
  /** The number in the small font; 0 is the box for what is missing. */
  include(glyph: number): number;
  /** A TrueType font with nothing else in it, for `FontFile2` (ISO 32000-1, 9.9). */
  encode(): Uint8Array;
}

export function createSubset(font: FontFile): Subset {
  const glyphs: number[] = [];
  const numbers = new Map<number, number>();
  const include = (glyph: number): number => {
    let number = numbers.get(glyph);
    if (number === undefined) {
      number = glyphs.push(glyph) - 1;
      numbers.set(glyph, number);
    }
    return number;
  };
  include(0);

  function encode(): Uint8Array {
    const outlines = glyphs.map((glyph) => font.bytesOf(glyph));
    const tables: [tag: string, bytes: Uint8Array][] = [
      ['glyf', Buffer.concat(outlines.flatMap((bytes) => [bytes, padding(bytes.length)]))],
      ['head', changed(font, 'head', (head) => head.setInt16(50, 1))],
      ['hhea', changed(font, 'hhea', (hhea) => hhea.setUint16(34, glyphs.length))],
      ['hmtx', metricsOf(font, glyphs)],
      ['loca', locations(outlines)],
      ['maxp', changed(font, 'maxp', (maxp) => maxp.setUint16(4, glyphs.length))],
    ];
    // What the hints of glyphs call.
    for (const tag of ['cvt ', 'fpgm', 'prep']) {
      const bytes = font.table(tag);
      if (bytes) tables.push([tag, bytes]);
    }
    return wrapped(tables);
  }
  return { include, encode };
}

const padding = (length: number): Uint8Array => new Uint8Array((4 - (length % 4)) % 4);

function changed(font: FontFile, tag: string, change: (view: DataView) => void): Uint8Array {
  const bytes = font.table(tag);
  if (!bytes) throw new Error(`the font has no table ${tag}`);
  change(new DataView(bytes.buffer));
  return bytes;
}

function metricsOf(font: FontFile, glyphs: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * glyphs.length));
  for (const [n, glyph] of glyphs.entries()) {
    view.setUint16(4 * n, font.advanceOf(glyph));
    // The left side bearing is where the outline begins: no glyph of a document is moved by it.
    const bytes = font.bytesOf(glyph);
    const xMin = bytes.length === 0 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getInt16(2);
    view.setInt16(4 * n + 2, xMin);
  }
  return new Uint8Array(view.buffer);
}

function locations(outlines: readonly Uint8Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * (outlines.length + 1)));
  let at = 0;
  for (const [n, bytes] of outlines.entries()) {
    view.setUint32(4 * n, at);
    at += bytes.length + padding(bytes.length).length;
  }
  view.setUint32(4 * outlines.length, at);
  return new Uint8Array(view.buffer);
}

/** The tables behind their directory, with their checksums (OpenType, "Organization of an OpenType Font"). */
function wrapped(tables: readonly [tag: string, bytes: Uint8Array][]): Uint8Array {
  const sorted = tables.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const start = 12 + 16 * sorted.length;
  const directory = Buffer.alloc(start);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(sorted.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((sorted.length - power) * 16, 10);
  let offset = start;
  for (const [n, [tag, bytes]] of sorted.entries()) {
    const row = 12 + 16 * n;
    directory.write(tag, row, 'latin1');
    directory.writeUInt32BE(checksum(bytes), row + 4);
    directory.writeUInt32BE(offset, row + 8);
    directory.writeUInt32BE(bytes.length, row + 12);
    offset += bytes.length + padding(bytes.length).length;
  }
  return Buffer.concat([
    directory,
    ...sorted.flatMap(([, bytes]) => [bytes, padding(bytes.length)]),
  ]);
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const word =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
    sum = (sum + word) >>> 0;
  }
  return sum;
}
