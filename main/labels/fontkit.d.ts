// fontkit brings no types; these are the parts of it that labels use.
declare module 'fontkit' {
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): unknown;
    layout(text: string, features?: Record<string, boolean>): { advanceWidth: number };
  }
  export function create(buffer: Uint8Array): Font;
}
