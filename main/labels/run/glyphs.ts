import type { FontFile } from '../truetype/font-file.ts';
import { createSubset } from '../truetype/subset.ts';
import type { PdfFile } from './file.ts';
import type { Ink } from './ink.ts';

/** The characters that a document used, numbered as they came, and the part of the font that draws them. */
export interface Glyphs {
  /** Writes the numbers of a text's characters as a hexadecimal string for `Tj`. */
  put(ink: Ink, text: string): void;
  /** Writes the font with what was used of it as object `number` (9.7, 9.8, 9.10.3). */
  write(file: PdfFile, number: number): void;
}

const [opening, closing] = [Buffer.from('<'), Buffer.from('>')] as const;

export function createGlyphs(font: FontFile): Glyphs {
  const subset = createSubset(font);
  const known = new Map<string, Uint8Array>();
  /** The same for ASCII, by number: nearly all that labels say. */
  const ascii: (Uint8Array | undefined)[] = Array.from({ length: 128 });
  // Two characters may share a glyph (hyphen and non-breaking hyphen) and yet are copied as what they are.
  const used = [{ glyph: 0, width: font.advanceOf(0), character: '\ufffd' }];
  const scale = 1000 / font.unitsPerEm;
  const scaled = (value: number): string => String(Number((value * scale).toFixed(3)));

  function hexOf(character: string): Uint8Array {
    const glyph = font.glyphOf(character.codePointAt(0) ?? 0);
    const hex = Buffer.from(used.length.toString(16).padStart(4, '0'), 'latin1');
    used.push({ glyph: subset.include(glyph), width: font.advanceOf(glyph), character });
    known.set(character, hex);
    return hex;
  }

  return {
    put(ink, text) {
      ink.reserve(4 * text.length + 2);
      ink.token(opening);
      for (let at = 0; at < text.length; at++) {
        const code = text.codePointAt(at) as number;
        if (code < ascii.length) ink.token((ascii[code] ??= hexOf(String.fromCharCode(code))));
        else {
          const character = String.fromCodePoint(code);
          ink.token(known.get(character) ?? hexOf(character));
          at += character.length - 1;
        }
      }
      ink.token(closing);
    },
    write(file, number) {
      const descendant = file.reserve();
      const descriptor = file.reserve();
      const program = file.reserve();
      const unicode = file.reserve();
      const map = file.reserve();
      // Six letters that are no word: which part of the font it is (9.6.4).
      const name = `LINESD+${font.postscriptName}`;
      const { minX, minY, maxX, maxY } = font.bbox;
      const box = [minX, minY, maxX, maxY].map(scaled).join(' ');
      const system = '<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>';
      const widths = used.map(({ width }) => scaled(width)).join(' ');
      file.object(
        number,
        `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H ` +
          `/DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
      );
      file.object(
        descendant,
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo ${system} ` +
          `/FontDescriptor ${descriptor} 0 R /CIDToGIDMap ${map} 0 R /W [0 [${widths}]] >>`,
      );
      file.object(
        descriptor,
        `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${box}] ` +
          `/ItalicAngle 0 /Ascent ${scaled(font.ascent)} /Descent ${scaled(font.descent)} ` +
          `/CapHeight ${scaled(font.capHeight)} /StemV 80 /FontFile2 ${program} 0 R >>`,
      );
      file.stream(map, Buffer.from(Uint16Array.from(used, ({ glyph }) => glyph).buffer).swap16());
      file.stream(program, subset.encode());
      file.stream(unicode, Buffer.from(unicodeMap(used.map(({ character }) => character))));
    },
  };
}

/** Which character each number is, for whoever copies or searches (9.10.3); at most 100 lines a block. */
function unicodeMap(characters: readonly string[]): string {
  const lines = characters.map((character, number) => {
    const utf16 = Buffer.from(character, 'utf16le').swap16().toString('hex');
    return `<${number.toString(16).padStart(4, '0')}> <${utf16}>`;
  });
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end\nend',
  ].join('\n');
}
