import { ProblemError } from '../../../shared/problems.ts';
import { damaged } from './zip.ts';

/** What is done with the parts of an XML text as they come; names without their prefix. */
export interface XmlReader {
  /** `tag`: what stands between the brackets, for `attributesOf`. */
  open(name: string, tag: string): void;
  close(name: string): void;
  /** A text may come in several pieces. */
  text?(text: string): void;
}

/** Levels of elements, and characters of a tag. */
const deepest = 64;
const longestTag = 64 * 1024;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads an XML text piece by piece, as far as parts of a workbook use XML: nothing is ever looked up, followed or expanded.
 * Throws `import-workbook-entities` for a document type or an entity that is not one of XML's own five, otherwise
 * `import-workbook-damaged`.
 */
export async function readXml(
  bytes: AsyncIterable<Uint8Array>,
  part: string,
  reader: XmlReader,
): Promise<void> {
  for await (const _ of xmlSteps(bytes, part, reader));
}

/** The same, a step a piece: what `reader` has by then may be taken away in between. */
export async function* xmlSteps(
  bytes: AsyncIterable<Uint8Array>,
  part: string,
  reader: XmlReader,
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw damaged(part);
    }
  };
  const parser = createParser(part, reader);
  for await (const piece of bytes) {
    parser.feed(decode(piece));
    yield;
  }
  parser.feed(decode());
  parser.end();
}

function createParser(part: string, reader: XmlReader) {
  /** What cannot be understood without what comes. */
  let rest = '';
  const names: string[] = [];
  let seen = false;
  let afterReturn = false;

  function feed(piece: string): void {
    const text = rest === '' ? piece : rest + piece;
    let at = 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      if (tag !== at) {
        const to = tag < 0 ? text.length - openEntity(text, at) : tag;
        if (to > at) say(text.slice(at, to));
        at = to;
        if (tag < 0) break;
      }
      const end = markup(text, at);
      if (end < 0) {
        // A comment may be longer: it is given up at its limit as well.
        if (text.length - at > longestTag) throw damaged(part);
        break;
      }
      at = end;
    }
    rest = text.slice(at);
  }

  /** Where the markup that begins at `at` is over; -1 where that is still to come. */
  function markup(text: string, at: number): number {
    const next = text.charCodeAt(at + 1);
    if (next === 33 || next === 63) return special(text, at);
    const end = tagEnd(text, at + 1);
    if (end < 0) return -1;
    if (end - at > longestTag) throw damaged(part);
    if (next === 47) close(text.slice(at + 2, end).trimEnd());
    else open(text.slice(at + 1, end));
    return end + 1;
  }

  function special(text: string, at: number): number {
    const until = (sign: string, from: number) => {
      const end = text.indexOf(sign, at + from);
      return end < 0 ? -1 : end + sign.length;
    };
    if (text.startsWith('<?', at)) return until('?>', 2);
    if (text.startsWith('<!--', at)) return until('-->', 4);
    if (text.startsWith('<![CDATA[', at)) {
      const end = until(']]>', 9);
      if (end >= 0 && names.length > 0) reader.text?.(lines(text.slice(at + 9, end - 3)));
      return end;
    }
    if (text.length - at < 9 && '<![CDATA['.startsWith(text.slice(at))) return -1;
    if (text.length - at < 4 && '<!--'.startsWith(text.slice(at))) return -1;
    throw new ProblemError('import-workbook-entities', { part });
  }

  function open(tag: string): void {
    const empty = tag.endsWith('/');
    const name = localName(/^[^\s/]*/.exec(tag)?.[0] ?? '');
    if (name === '' || (seen && names.length === 0) || names.length >= deepest) throw damaged(part);
    seen = true;
    afterReturn = false;
    reader.open(name, empty ? tag.slice(0, -1) : tag);
    if (empty) reader.close(name);
    else names.push(name);
  }

  function close(tag: string): void {
    const name = localName(tag);
    if (names.pop() !== name) throw damaged(part);
    reader.close(name);
  }

  function say(text: string): void {
    if (names.length === 0) {
      if (text.replace('\ufeff', '').trim() !== '') throw damaged(part);
      return;
    }
    reader.text?.(resolved(lines(text), part));
  }

  /** Line ends are one character to a reader of XML, however they are written (XML 1.0, 2.11). */
  function lines(text: string): string {
    const begun = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    afterReturn = text.endsWith('\r');
    return begun.includes('\r') ? begun.replace(/\r\n?/g, '\n') : begun;
  }

  return {
    feed,
    end() {
      if (!seen || names.length > 0 || rest.trim() !== '') throw damaged(part);
    },
  };
}

/** A `>` may stand inside of quotes. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at;
    else if (code === 34 || code === 39) quote = code;
  }
  return -1;
}

/** Characters at the end that may be the beginning of an entity; the longest is `&#x10FFFF;`. */
function openEntity(text: string, from: number): number {
  const begun = text.lastIndexOf('&');
  const open = begun >= from && text.length - begun < 12 && !text.includes(';', begun);
  return open ? text.length - begun : 0;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

export function resolved(text: string, part: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]*)(;?)/g, (_, name: string, end: string) => {
    const code = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    if (code) {
      const point = code[1] ? Number.parseInt(code[1], 16) : Number(code[2]);
      const allowed =
        point === 9 || point === 10 || point === 13 || (point >= 32 && point <= 0x10ffff);
      if (end === '' || !allowed || (point >= 0xd800 && point <= 0xdfff)) throw damaged(part);
      return String.fromCodePoint(point);
    }
    if (end === '' || !Object.hasOwn(entities, name)) {
      throw new ProblemError('import-workbook-entities', { part });
    }
    return entities[name] as string;
  });
}

/** An attribute of a tag by its whole name, with its prefix where it has one. */
export function attribute(tag: string, name: string, part: string): string | undefined {
  const each = /\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  for (let found = each.exec(tag); found; found = each.exec(tag)) {
    if (found[1] !== name) continue;
    return resolved((found[2] ?? found[3] ?? '').replace(/[\t\r\n]/g, ' '), part);
  }
  return undefined;
}
