import { english } from '../../resources/languages/english.ts';
import { zhCN } from '../../resources/languages/zh-CN.ts';
import { type Certificate, inGroups } from '../../shared/certificate/certificate.ts';
import { fill } from '../../shared/fill.ts';
import { fontFeatures, openDocument } from '../labels/document.ts';
import { type LabelFont, openFont } from '../labels/font.ts';
import { points } from '../labels/run/ink.ts';

/** Millimetres, A4. */
const page = { width: 210, height: 297 };
const edge = 16;
const room = page.width - 2 * edge;
const rowHeight = 5.6;
const foot = 14;
const ink = {
  text: '#1b1f24',
  quiet: '#57606a',
  line: '#d0d7de',
  accent: '#0b5cad',
  good: '#1a7f37',
};

/** Places of the columns, from the left edge. */
const columns = [
  { key: 'number', at: 0, room: 11 },
  { key: 'cert.sn', at: 12, room: 48 },
  { key: 'cert.asset', at: 62, room: 32 },
  { key: 'cert.label', at: 96, room: 21 },
  { key: 'cert.operator', at: 119, room: 25 },
  { key: 'cert.at', at: 146, room: 32 },
] as const;

type Key = keyof typeof english.screen & `cert.${string}`;
/** What is read letter by letter: no two of them may melt into one glyph. The rest is laid out once for all its rows. */
const letters: ReadonlySet<number> = new Set([1, 2]);

const both = (key: Key): string => `${english.screen[key]} · ${zhCN.screen[key]}`;

/** The certificate for paper: facts and seal first, then its rows, in pages. What the font has not is shown as a box. */
export function certificatePdf(certificate: Certificate): Uint8Array {
  const { facts, rows } = certificate;
  const doc = openDocument({ page, name: `${both('cert.title')} ${facts.batch}` });
  const put = pen(doc, openFont());
  doc.addPage();
  let y = cover(doc, put, certificate);
  const first = rowsOn(y);
  const pages = 1 + Math.max(0, Math.ceil((rows.length - first) / rowsOn(edge + 6)));
  let number = 1;
  const close = () =>
    put(fill(both('cert.page'), { page: number, pages }), {
      x: edge,
      y: page.height - 8,
      size: 2.8,
      room: room / 2,
      colour: ink.quiet,
    });
  y = headOfTable(doc, put, y);
  for (const [at, { unit }] of rows.entries()) {
    if (y + rowHeight > page.height - foot) {
      close();
      doc.addPage();
      number++;
      put(`${facts.batch} · ${facts.groupId}`, {
        x: edge,
        y: edge - 2,
        size: 3,
        room,
        colour: ink.quiet,
      });
      y = headOfTable(doc, put, edge + 6);
    }
    const label = `cert.label.${unit.label}` as const;
    const time = unit.at.slice(0, 19).replace('T', ' ');
    const cells = [
      String(at + 1),
      unit.deviceSn,
      unit.assetId ?? '',
      both(label),
      unit.operator ?? '',
      time,
    ];
    for (const [index, text] of cells.entries()) {
      const column = columns[index] as (typeof columns)[number];
      const colour =
        index === 3 && unit.label === 'verified' ? ink.good : index === 0 ? ink.quiet : ink.text;
      put(text, {
        x: edge + column.at,
        y: y + 3.9,
        size: 2.9,
        room: column.room,
        colour,
        alike: !letters.has(index),
      });
    }
    line(doc, y + rowHeight);
    y += rowHeight;
  }
  close();
  doc.end();
  return doc.read() as Buffer;
}

const rowsOn = (y: number): number => Math.floor((page.height - foot - y - rowHeight) / rowHeight);

/** Title, facts, counts and seal; answers where the table begins. */
function cover(doc: PDFKit.PDFDocument, put: Put, { facts, seal }: Certificate): number {
  doc.rect(0, 0, points(page.width), points(4)).fill(ink.accent);
  put(both('cert.title'), { x: edge, y: 20, size: 7.5, room, colour: ink.text });
  put(`${facts.batch} · ${facts.groupName || facts.groupId}`, {
    x: edge,
    y: 28,
    size: 4.6,
    room,
    colour: ink.accent,
  });
  const { counts } = facts;
  const told: [Key, string][] = [
    [
      'cert.group',
      facts.groupName === '' ? facts.groupId : `${facts.groupName} (${facts.groupId})`,
    ],
    ['cert.station', `${facts.station} (${facts.stationId.slice(0, 8)})`],
    ['cert.started', shown(facts.startedAt)],
    ['cert.finished', facts.finishedAt === null ? facts.state : shown(facts.finishedAt)],
    ['cert.issued', shown(facts.issuedAt)],
    ['cert.target', facts.target === null ? '–' : String(facts.target)],
  ];
  let y = 38;
  for (const [index, [key, value]] of told.entries()) {
    const x = edge + (index % 2) * (room / 2);
    put(both(key), { x, y, size: 2.8, room: room / 2 - 4, colour: ink.quiet });
    put(value, { x, y: y + 5, size: 3.8, room: room / 2 - 4, colour: ink.text });
    if (index % 2 === 1) y += 13;
  }
  const numbers: [Key, number][] = [
    ['cert.units', counts.units],
    ['cert.verified', counts.verified],
    ['cert.printed', counts.printed],
    ['cert.refused', counts.refused],
    ['cert.gone', counts.gone],
  ];
  const wide = room / numbers.length;
  doc.roundedRect(points(edge), points(y), points(room), points(21), points(2)).fill('#f3f6f9');
  for (const [index, [key, value]] of numbers.entries()) {
    const x = edge + index * wide + 3;
    put(String(value), {
      x,
      y: y + 9,
      size: 6.5,
      room: wide - 5,
      colour: index === 1 ? ink.good : ink.text,
    });
    put(english.screen[key], { x, y: y + 14, size: 2.5, room: wide - 5, colour: ink.quiet });
    put(zhCN.screen[key], { x, y: y + 18, size: 2.5, room: wide - 5, colour: ink.quiet });
  }
  y += 30;
  const [begin, end] = [seal.signature.slice(0, 64), seal.signature.slice(64)];
  const sealed: [Key, string[]][] = [
    ['cert.key', [inGroups(seal.fingerprint)]],
    ['cert.chain', [inGroups(seal.chain)]],
    ['cert.signature', [inGroups(begin), inGroups(end)]],
  ];
  for (const [key, values] of sealed) {
    put(both(key), { x: edge, y, size: 2.8, room, colour: ink.quiet });
    for (const value of values)
      put(value, { x: edge, y: (y += 4.4), size: 3.1, room, colour: ink.text });
    y += 6.4;
  }
  put(english.screen['cert.proof'], { x: edge, y, size: 2.7, room, colour: ink.quiet });
  put(zhCN.screen['cert.proof'], { x: edge, y: y + 4, size: 2.7, room, colour: ink.quiet });
  return y + 9;
}

const shown = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

function headOfTable(doc: PDFKit.PDFDocument, put: Put, y: number): number {
  for (const { key, at, room: wide } of columns) {
    const text = key === 'number' ? '#' : both(key);
    put(text, { x: edge + at, y: y + 3.6, size: 2.6, room: wide, colour: ink.quiet });
  }
  line(doc, y + rowHeight, ink.text);
  return y + rowHeight;
}

const line = (doc: PDFKit.PDFDocument, y: number, colour: string = ink.line): void => {
  doc.lineWidth(0.4).strokeColor(colour);
  doc
    .moveTo(points(edge), points(y))
    .lineTo(points(edge + room), points(y))
    .stroke();
};

type Put = (
  text: string,
  at: { x: number; y: number; size: number; room: number; colour: string; alike?: boolean },
) => void;

/** One line of text; smaller where it would be too long for its place. Millimetres, `y` is its base line. */
const pen =
  (doc: PDFKit.PDFDocument, font: LabelFont): Put =>
  (text, at) => {
    if (text === '') return;
    const fits = Math.min(
      at.size,
      (at.size * at.room) / Math.max(0.1, font.measure(text, at.size)),
    );
    doc
      .fillColor(at.colour)
      .fontSize(points(fits))
      .text(text, points(at.x), points(at.y), {
        lineBreak: false,
        baseline: 'alphabetic',
        // pdfkit remembers how a word is laid out only where no features are asked for.
        ...(at.alike === true
          ? {}
          : { features: fontFeatures as unknown as PDFKit.Mixins.OpenTypeFeatures[] }),
      });
  };
