import { inflateSync } from 'node:zlib';

/** Bytes of a file, from any place: a long job is never in memory whole. */
export interface Source {
  size: number;
  /** Exactly `length` bytes; throws where there are fewer. */
  read(offset: number, length: number): Uint8Array;
}

export type PdfValue = number | string | Name | Reference | PdfValue[] | Dictionary;
/** Begins with a slash. */
export interface Name {
  name: string;
}
export interface Reference {
  ref: number;
}
export interface Dictionary {
  entries: Map<string, PdfValue>;
}

/** What is not as our writer makes it. */
export class UnreadablePdf extends Error {}

export interface PdfObjects {
  root: Dictionary;
  dictionary(value: PdfValue | undefined): Dictionary;
  /** The unpacked content of a stream, and its dictionary. */
  stream(value: PdfValue | undefined): { about: Dictionary; bytes: Uint8Array };
}

/** Opens a PDF with one cross-reference table, as ours are; throws `UnreadablePdf` for others. */
export function openObjects(source: Source): PdfObjects {
  const text = (offset: number, length: number): string =>
    Buffer.from(source.read(offset, Math.min(length, source.size - offset))).toString('latin1');
  const tail = text(Math.max(0, source.size - 1024), 1024);
  const start = Number(/startxref\n(\d+)\n%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  const head = Number.isNaN(start) ? null : /^xref\n0 (\d+)\n/.exec(text(start, 40));
  if (!head) throw new UnreadablePdf('no cross-reference table');
  const count = Number(head[1]);
  const rows = start + head[0].length;
  const offsetOf = (number: number): number => {
    if (number <= 0 || number >= count) throw new UnreadablePdf(`no object ${number}`);
    const row = text(rows + 20 * number, 20);
    if (!/^\d{10} 00000 n \n$/.test(row)) throw new UnreadablePdf(`object ${number} is free`);
    return Number(row.slice(0, 10));
  };

  /** An object's value, and where its stream begins. */
  function load(number: number): { value: PdfValue; stream: number | null } {
    const offset = offsetOf(number);
    const prefix = `${number} 0 obj\n`;
    for (let length = 2048; ; length *= 8) {
      const body = text(offset, length);
      if (!body.startsWith(prefix)) throw new UnreadablePdf(`object ${number} is not where it is`);
      const end = /\n(endobj|stream)\n/.exec(body);
      if (!end && offset + length < source.size) continue;
      if (!end) throw new UnreadablePdf(`object ${number} has no end`);
      const value = readValue(tokensOf(body.slice(prefix.length, end.index)));
      const at = offset + Buffer.byteLength(body.slice(0, end.index), 'latin1') + end[0].length;
      return { value, stream: end[1] === 'stream' ? at : null };
    }
  }

  const trailer = dictionaryOf(
    readValue(tokensOf(tail.slice(tail.lastIndexOf('trailer') + 7, tail.lastIndexOf('startxref')))),
  );
  const dictionary = (value: PdfValue | undefined): Dictionary =>
    dictionaryOf(isReference(value) ? load(value.ref).value : value);
  return {
    root: dictionary(trailer.entries.get('Root')),
    dictionary,
    stream(value) {
      if (!isReference(value)) throw new UnreadablePdf('a stream is missing');
      const { value: about, stream } = load(value.ref);
      const length = dictionaryOf(about).entries.get('Length');
      if (stream === null || typeof length !== 'number') throw new UnreadablePdf('no stream');
      const packed = source.read(stream, length);
      return { about: dictionaryOf(about), bytes: inflateSync(packed) };
    },
  };
}

const isReference = (value: PdfValue | undefined): value is Reference =>
  typeof value === 'object' && 'ref' in value;

function dictionaryOf(value: PdfValue | undefined): Dictionary {
  if (typeof value === 'object' && 'entries' in value && value.entries instanceof Map) {
    return value as Dictionary;
  }
  throw new UnreadablePdf('a dictionary is missing');
}

function tokensOf(text: string): string[] {
  return (
    text.match(
      /<<|>>|<[\da-fA-F\s]*>|\((?:[^\\()]|\\.)*\)|\[|\]|\/[^\s/<>[\]()]*|[^\s/<>[\]()]+/g,
    ) ?? []
  );
}

/** Takes one value off the front of `tokens`. */
function readValue(tokens: string[]): PdfValue {
  const [first = '', second = '', third] = tokens;
  tokens.shift();
  if (first === '<<') return readDictionary(tokens);
  if (first === '[') {
    const list: PdfValue[] = [];
    while (tokens.length > 0 && tokens[0] !== ']') list.push(readValue(tokens));
    tokens.shift();
    return list;
  }
  if (first.startsWith('/')) return { name: first.slice(1) };
  if (third === 'R' && /^\d+$/.test(first) && second === '0') {
    tokens.splice(0, 2);
    return { ref: Number(first) };
  }
  return /^[-+.\d]+$/.test(first) ? Number(first) : first;
}

function readDictionary(tokens: string[]): Dictionary {
  const entries = new Map<string, PdfValue>();
  while (tokens.length > 0 && tokens[0] !== '>>') {
    const key = tokens.shift() ?? '';
    if (!key.startsWith('/')) throw new UnreadablePdf('a key is no name');
    entries.set(key.slice(1), readValue(tokens));
  }
  tokens.shift();
  return { entries };
}
