import { damaged, type Fact, type Format, misread, noSn, snOrNone } from '../reading.ts';
import { type Elements, factsOf, type Gs1, parseGs1, serialOf } from './gs1.ts';

const name = 'ISO 15434';
const GS = '\u001d';
const RS = '\u001e';
const EOT = '\u0004';

/**
 * An ISO/IEC 15434 message: `[)>` RS, records that end with RS, EOT. Read are the formats 05 (GS1 application
 * identifiers), 06 (ANSI MH10.8.2 data identifiers) and 12 (text element identifiers, ATA SPEC 2000).
 * Some scanners do not send EOT, but a record without its RS is torn: its last field may be half.
 */
export const envelope: Format = {
  name,
  shows: ({ text }) => text.startsWith('[)>'),
  read({ whole }) {
    const end = whole.endsWith(EOT) ? whole.length - 1 : whole.length;
    const message = whole.slice(0, end);
    if (!message.startsWith(`[)>${RS}`) || !message.endsWith(RS)) return damaged(name);
    const records = message.slice(4, -1).split(RS);
    const serials = new Set<string>();
    const facts: Fact[] = [];
    for (const record of records) {
      const [, format = '', body = ''] = /^(\d\d)(?:\x1d([^]*))?$/.exec(record) ?? [];
      if (format === '') return damaged(name);
      const found = readRecord(format, body);
      if (found === 'damaged') return damaged(name);
      if (found === 'misread') return misread(name);
      if (found === 'twice') return noSn(name);
      for (const serial of found.serials) serials.add(serial);
      facts.push(...found.facts);
    }
    const [serial] = serials;
    return serials.size > 1 ? noSn(name, facts) : snOrNone(name, serial, facts);
  },
};

interface Fields {
  serials: string[];
  facts: Fact[];
}

function readRecord(format: string, body: string): Fields | Exclude<Gs1, Elements> {
  if (format === '05') {
    const elements = parseGs1(body);
    if (typeof elements === 'string') return elements;
    const serial = serialOf(elements);
    return { serials: serial === null ? [] : [serial], facts: factsOf(elements) };
  }
  if (format === '06') return readFields(body, /^(\d{0,3}[A-Z])([^]+)$/, dataIdentifiers);
  if (format === '12') return readFields(body, /^([A-Z0-9]{3}) ([^]+)$/, textIdentifiers);
  return { serials: [], facts: [] };
}

/** What the identifiers mean that are read; `SN` is the SN itself, all others are passed over. */
type Meanings = Readonly<Record<string, string>>;

const dataIdentifiers: Meanings = {
  S: 'SN',
  '1P': 'PartNumber',
  '1T': 'Lot',
  '23S': 'MAC',
  '2P': 'HardwareVersion',
  '16D': 'ProductionDate',
};

const textIdentifiers: Meanings = { SER: 'SN', SEQ: 'SN', PNR: 'PartNumber', LOT: 'Lot' };

function readFields(body: string, shape: RegExp, meanings: Meanings): Fields | 'damaged' {
  const found: Fields = { serials: [], facts: [] };
  for (const field of body.split(GS)) {
    const [, identifier = '', value = ''] = shape.exec(field) ?? [];
    if (value === '') return 'damaged';
    const meaning = meanings[identifier];
    if (meaning === 'SN') found.serials.push(value);
    else if (meaning === 'ProductionDate') found.facts.push([meaning, dashed(value)]);
    else if (meaning !== undefined) found.facts.push([meaning, value]);
  }
  return found;
}

/** 16D is the production date as `YYYYMMDD`. */
const dashed = (date: string): string => date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
