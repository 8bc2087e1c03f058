// fontkit brings no types; these are the parts of it that labels use.
declare module 'fontkit' {
  export interface Glyph {
    readonly id: number;
    readonly advanceWidth: number;
  }
  /** Glyphs by the numbers that they get here: 0 is the box for what is missing. */
  export interface Subset {
    includeGlyph(id: number): number;
    /** A TrueType font with nothing else in it. */
    encode(): Uint8Array;
  }
  export interface Font {
    readonly unitsPerEm: number;
    readonly postscriptName: string;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly bbox: { minX: number; minY: number; maxX: number; maxY: number };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    getGlyph(id: number): Glyph;
    layout(text: string, features?: Record<string, boolean>): { advanceWidth: number };
    createSubset(): Subset;
  }
  export function create(buffer: Uint8Array): Font;
}
