import type { PathLike } from 'node:fs';
import { openSync, readSync } from 'node:fs';
import { type GlyphOf, readCmap } from './cmap.ts';
import { type GlyphStep, outlineOf } from './glyph.ts';

/** A TrueType font on disk. Lengths are font units, y up; glyphs go by their numbers, 0 is the box for what is missing. */
export interface FontFile {
  readonly unitsPerEm: number;
  readonly postscriptName: string;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly bbox: { minX: number; minY: number; maxX: number; maxY: number };
  glyphOf: GlyphOf;
  advanceOf(glyph: number): number;
  /** Its bytes in the `glyf` table; none where nothing is drawn. */
  bytesOf(glyph: number): Uint8Array;
  outlineOf(glyph: number): GlyphStep[];
  /** A table as it is, or null. */
  table(tag: string): Uint8Array | null;
}

/** Opens a font; the file stays open, for glyphs are read as they are asked for. Throws where it is no TrueType font. */
export function openFontFile(path: PathLike): FontFile {
  const file = openSync(path, 'r');
  const read = (position: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    if (readSync(file, bytes, 0, length, position) !== length) throw new Error('a torn font file');
    return bytes;
  };
  const places = directory(read);
  const table = (tag: string) => {
    const place = places.get(tag);
    return place ? read(place.offset, place.length) : null;
  };
  const need = (tag: string): DataView => {
    const bytes = table(tag);
    if (!bytes) throw new Error(`the font has no table ${tag}`);
    return new DataView(bytes.buffer);
  };
  const [head, hhea, hmtx, loca] = ['head', 'hhea', 'hmtx', 'loca'].map(need) as [
    DataView,
    DataView,
    DataView,
    DataView,
  ];
  const glyphs = need('maxp').getUint16(4);
  const glyf = places.get('glyf');
  if (!glyf) throw new Error('the outlines of the font are not TrueType');
  const long = head.getInt16(50) === 1;
  const start = (glyph: number) =>
    long ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph);
  const metrics = hhea.getUint16(34);
  const known = new Map<number, Uint8Array>();
  const bytesOf = (glyph: number): Uint8Array => {
    if (glyph >= glyphs) throw new RangeError(`the font has no glyph ${glyph}`);
    let bytes = known.get(glyph);
    if (!bytes) {
      bytes = read(glyf.offset + start(glyph), start(glyph + 1) - start(glyph));
      known.set(glyph, bytes);
    }
    return bytes;
  };
  const os2 = table('OS/2');
  // From version 2 on it says how high capitals are.
  const hasCapHeight = os2 !== null && os2.length >= 90;
  return {
    unitsPerEm: head.getUint16(18),
    postscriptName: postscriptName(need('name')),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    capHeight: hasCapHeight ? new DataView(os2.buffer).getInt16(88) : hhea.getInt16(4),
    bbox: {
      minX: head.getInt16(36),
      minY: head.getInt16(38),
      maxX: head.getInt16(40),
      maxY: head.getInt16(42),
    },
    glyphOf: readCmap(need('cmap')),
    advanceOf: (glyph) => hmtx.getUint16(4 * Math.min(glyph, metrics - 1)),
    bytesOf,
    outlineOf: (glyph) => outlineOf(bytesOf(glyph)),
    table,
  };
}

function directory(read: (position: number, length: number) => Uint8Array) {
  const { buffer } = read(0, 12);
  const about = new DataView(buffer);
  if (about.getUint32(0) !== 0x00010000) throw new Error('not a TrueType font');
  const count = about.getUint16(4);
  const rows = new DataView(read(12, 16 * count).buffer);
  return new Map(
    Array.from({ length: count }, (_, n) => {
      const tag = String.fromCharCode(
        ...Array.from({ length: 4 }, (__, i) => rows.getUint8(16 * n + i)),
      );
      return [
        tag,
        { offset: rows.getUint32(16 * n + 8), length: rows.getUint32(16 * n + 12) },
      ] as const;
    }),
  );
}

/** Name 6 in Windows's English, which is UTF-16. */
function postscriptName(name: DataView): string {
  const strings = name.getUint16(4);
  for (let at = 6, left = name.getUint16(2); left > 0; left--, at += 12) {
    if (name.getUint16(at) !== 3 || name.getUint16(at + 6) !== 6) continue;
    const offset = strings + name.getUint16(at + 10);
    return Array.from({ length: name.getUint16(at + 8) / 2 }, (_, n) =>
      String.fromCharCode(name.getUint16(offset + 2 * n)),
    ).join('');
  }
  throw new Error('the font has no PostScript name');
}
