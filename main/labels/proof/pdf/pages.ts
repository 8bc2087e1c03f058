import type { Raster } from '../../raster/rasterise.ts';
import { interpret } from './interpret.ts';
import {
  type Dictionary,
  openObjects,
  type PdfObjects,
  type PdfValue,
  type Source,
  UnreadablePdf,
} from './objects.ts';
import type { Painted } from './painted.ts';

export interface PageFont {
  /** In ems. */
  capHeight: number;
  /** What a hexadecimal string says to whoever copies it, and how wide it is in ems. */
  read(hex: string): { text: string; width: number };
}

export type PageObject = { kind: 'form'; bytes: Uint8Array } | { kind: 'image'; raster: Raster };

/** What a page's content calls by name. */
export interface Resources {
  font(name: string): PageFont;
  object(name: string): PageObject;
}

/** The pages of a PDF, each read when it is asked for. Throws `UnreadablePdf`. */
export interface PdfPages {
  count: number;
  /** Of page `number`, counted from 0, in points. */
  size(number: number): { width: number; height: number };
  /** What page `number`, counted from 0, paints, in points, y down. */
  page(number: number): Painted[];
}

export function openPages(source: Source): PdfPages {
  const objects = openObjects(source);
  const pages = pagesOf(objects, objects.root.entries.get('Pages'));
  const known = new Map<string, Resources>();
  const sizeOf = (page: Dictionary) => {
    const box = page.entries.get('MediaBox');
    const [, , width, height] = Array.isArray(box) ? box : [];
    if (typeof width !== 'number' || typeof height !== 'number') {
      throw new UnreadablePdf('a page has no size');
    }
    return { width, height };
  };
  return {
    count: pages.length,
    size: (number) => sizeOf(objects.dictionary(pages[number])),
    page(number) {
      const page = objects.dictionary(pages[number]);
      const { height } = sizeOf(page);
      const about = page.entries.get('Resources');
      const key = JSON.stringify(about, (_, value: unknown) =>
        value instanceof Map ? [...value] : value,
      );
      let resources = known.get(key);
      if (!resources) {
        known.clear();
        known.set(key, (resources = resourcesOf(objects, objects.dictionary(about))));
      }
      const contents = page.entries.get('Contents');
      const parts = (Array.isArray(contents) ? contents : [contents]).map(
        (part) => objects.stream(part).bytes,
      );
      // Parts of a content stream are read as if a space stood between them (7.8.2).
      const whole = Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
      return interpret(whole, resources, { a: 1, d: -1, e: 0, f: height });
    },
  };
}

function pagesOf(objects: PdfObjects, value: PdfValue | undefined): PdfValue[] {
  const kids = objects.dictionary(value).entries.get('Kids');
  if (!Array.isArray(kids)) throw new UnreadablePdf('no pages');
  // Our trees have two levels: nodes of pages under the root.
  return kids.flatMap((node) => {
    const pages = objects.dictionary(node).entries.get('Kids');
    return Array.isArray(pages) ? pages : [node];
  });
}

function resourcesOf(objects: PdfObjects, { entries }: Dictionary): Resources {
  const fonts = new Map<string, PageFont>();
  const called = new Map<string, PageObject>();
  const entry = (kind: string, name: string): PdfValue | undefined =>
    objects.dictionary(entries.get(kind)).entries.get(name);
  const cached = <T>(cache: Map<string, T>, name: string, make: () => T): T => {
    const before = cache.get(name);
    if (before !== undefined) return before;
    const made = make();
    cache.set(name, made);
    return made;
  };
  return {
    font: (name) => cached(fonts, name, () => fontOf(objects, entry('Font', name))),
    object: (name) => cached(called, name, () => objectOf(objects, entry('XObject', name))),
  };
}

function objectOf(objects: PdfObjects, value: PdfValue | undefined): PageObject {
  const { about, bytes } = objects.stream(value);
  const { entries } = about;
  const is = (key: string): string => JSON.stringify(entries.get(key));
  if (is('Subtype') === '{"name":"Form"}' && !entries.has('Matrix')) return { kind: 'form', bytes };
  const [columns, rows] = [entries.get('Width'), entries.get('Height')];
  const stencil = entries.get('ImageMask') === 'true' && is('Decode') === '[1,0]';
  if (typeof columns !== 'number' || typeof rows !== 'number' || !stencil) {
    throw new UnreadablePdf('a picture of another kind');
  }
  return { kind: 'image', raster: { columns, rows, bits: bytes } };
}

function fontOf(objects: PdfObjects, value: PdfValue | undefined): PageFont {
  const font = objects.dictionary(value).entries;
  const characters = charactersOf(objects.stream(font.get('ToUnicode')).bytes);
  const descendants = font.get('DescendantFonts');
  const descendant = objects.dictionary(Array.isArray(descendants) ? descendants[0] : undefined);
  const descriptor = objects.dictionary(descendant.entries.get('FontDescriptor'));
  const capHeight = descriptor.entries.get('CapHeight');
  const table = descendant.entries.get('W');
  const widths = Array.isArray(table) && table[0] === 0 ? table[1] : undefined;
  if (!Array.isArray(widths) || typeof capHeight !== 'number') {
    throw new UnreadablePdf('a font of another kind');
  }
  return {
    capHeight: capHeight / 1000,
    read(hex) {
      const codes = /^<((?:[\da-f]{4})*)>$/i.exec(hex)?.[1]?.match(/.{4}/g) ?? [];
      let [text, width] = ['', 0];
      for (const code of codes) {
        const number = Number.parseInt(code, 16);
        text += characters.get(number) ?? '\u{FFFD}';
        width += Number(widths[number] ?? 0) / 1000;
      }
      return { text, width };
    },
  };
}

/** Which characters the numbers of a font are (9.10.3). */
function charactersOf(map: Uint8Array): Map<number, string> {
  const lines = Buffer.from(map)
    .toString('latin1')
    .matchAll(/^<([\da-f]{4})> <([\da-f]+)>$/gim);
  return new Map(
    [...lines].map(([, number = '', utf16 = '']) => [
      Number.parseInt(number, 16),
      Buffer.from(utf16, 'hex').swap16().toString('utf16le'),
    ]),
  );
}
