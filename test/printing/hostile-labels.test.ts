import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { headOf } from '../../main/labels/dots/head.ts';
import { readTspl } from '../../main/labels/proof/tspl.ts';
import { labelRecords } from '../../main/labels/records.ts';
import { anyDesign } from '../../main/labels/templates/designs.ts';
import { createMakeLabels } from '../../main/printing/make-labels.ts';
import { decodePayload } from '../../shared/labels/payload.ts';
import { labelDesignSchema } from '../../shared/models/label-design.ts';
import { folderPrinter } from '../../shared/models/printer.ts';
import type { PrintJob } from '../../shared/models/printing.ts';
import { fedPdf } from '../labels/fed-pdf.ts';
import { readAll } from '../labels/foreign-decoder.ts';
import { rasterise, type Scan, textOf } from '../labels/paper.ts';
import { renderZpl } from '../labels/zpl-paper.ts';
import { must } from '../support/must.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { batchStarted, unit } from './desk.ts';
import { rebuiltFrom } from './rebuilt.ts';

/** From the store to a stranger's eye: what is read off a label is what is on record, or there is no label. */

const dpi = 203;
const size = { width: 100, height: 60 };
const job = { printer: 'p', template: 'hostile', version: 1 } as PrintJob;

/** A way in which a template says an SN or a master datum. */
interface Way {
  says: 'deviceSn' | 'MAC';
  elements: object[];
  /** What whoever scans the code takes from it. */
  read(text: string): string | undefined;
}

const code = { id: 'code', kind: 'qr', x: 2, y: 2, width: 44, height: 44, level: 'M' };
const own = { ...code, payload: { kind: 'own' } };
const words = { kind: 'text', x: 50, y: 2, width: 46, height: 20, fontSize: 2, overflow: 'wrap' };
const sn = { kind: 'sn' };
const readOwn = (text: string) => decodePayload(text)?.deviceSn;

const ways: Way[] = [
  { says: 'deviceSn', elements: [own], read: readOwn },
  {
    says: 'deviceSn',
    elements: [{ ...code, kind: 'data-matrix', payload: sn }],
    read: (text) => text,
  },
  {
    says: 'deviceSn',
    elements: [{ ...code, kind: 'code128', width: 96, height: 15, payload: sn }],
    read: (text) => text,
  },
  {
    says: 'MAC',
    elements: [{ ...code, payload: { kind: 'json', fields: ['deviceSn', 'masterData.MAC'] } }],
    read: (text) => JSON.parse(text).MAC,
  },
  {
    says: 'MAC',
    elements: [
      { ...code, payload: { kind: 'template', text: 'SN={deviceSn};MAC={masterData.MAC}' } },
    ],
    read: (text) => /^SN=SN-1;MAC=(.*)$/s.exec(text)?.[1],
  },
  {
    says: 'deviceSn',
    elements: [own, { ...words, id: 'words', text: '{deviceSn}' }],
    read: readOwn,
  },
  {
    says: 'MAC',
    elements: [own, { ...words, id: 'words', text: '{masterData.MAC}' }],
    read: () => undefined,
  },
];

const saysWords = ({ elements }: Way) => elements.some((element) => 'text' in element);

const outcomes = {
  ok: 'literal',
  P: 'payload-part-unfit',
  M: 'payload-misleads',
  L: 'payload-long',
  U: 'label-code-unreadable',
  G: 'label-glyph-missing',
  S: 'label-element-too-small',
} as const;

/** Lineside's QR, SN as Data Matrix and as Code 128, datum as JSON and as free text, SN and datum as words. */
const hostile: [string, string, string][] = [
  ['commands of ZPL', '^XZ~JR', 'ok ok ok ok ok ok ok'],
  ['a command that TSPL obeys anywhere', '~!F', 'ok ok ok ok ok ok ok'],
  ['an escape of TSPL', '\u001b!R', 'ok P P ok P G G'],
  ['quotes of TSPL', '"\\",1,"', 'ok ok ok ok ok ok ok'],
  ['a quote and a line of TSPL', 'A"\r\nPRINT 9\r\n', 'ok P P ok P G G'],
  ['operators of PDF', '(\\) Tj ET Q', 'ok ok ok ok ok ok ok'],
  ['the grammar of templates', '{deviceSn}', 'ok M M ok ok ok ok'],
  ['an identifier of a scanner', ']C1ABC', 'ok M M ok ok ok ok'],
  ['U+0000', 'A\u0000B', 'ok P P ok P G G'],
  ['a separator of GS1', 'A\u001d21B', 'ok P P ok P G G'],
  ['a C1 control', 'SN\u009b1', 'ok P P ok P G G'],
  ['a right-to-left override', 'SN\u202e321', 'ok P P ok P G G'],
  ['a zero width space', 'S\u200bN', 'ok ok U ok ok G G'],
  ['blanks around', ' SN1 ', 'ok M M ok ok ok ok'],
  ['Chinese', '序列号1', 'ok ok U ok ok ok ok'],
  ['a letter that the font has not', 'SNא1', 'ok ok U ok ok G G'],
  ['a picture that the font has not', 'SN😀1', 'ok ok U ok ok G G'],
  ['4,000 letters', 'A'.repeat(4000), 'U U U U U U S'],
  ['4,000 letters that take six each', 'é'.repeat(4000), 'L U U L U L S'],
];

function stored({ says, elements }: Way, text: string) {
  const paper = { form: 'roll', label: size };
  const target = { head: 'thermal', dpi };
  const about = { id: 'hostile', version: 1, name: 'Hostile', paper, target, layout: 'placed' };
  const design = labelDesignSchema.parse({ ...about, elements });
  const read = unit(says === 'deviceSn' ? text : 'SN-1');
  const masterData = { MAC: says === 'MAC' ? text : '00' };
  const db = rebuiltFrom([
    { type: 'template-saved', at: 1, by: 'Li', design, note: '' },
    batchStarted(),
    { ...read, masterData } as typeof read,
  ]);
  return { db, records: [...labelRecords(db, [1], 'ST-1')] };
}

type Papers = Record<'zpl' | 'tspl' | 'pdf', Scan | string>;

/** The label as each language has it, or the code of why there is none; and the words of the PDF. */
async function papersOf(way: Way, text: string): Promise<{ papers: Papers; words: string }> {
  const { db, records } = stored(way, text);
  const make = createMakeLabels(db, () => ({ ...folderPrinter, id: 'p', dpi }));
  const made = async (language: 'zpl' | 'tspl', see: (piece: Uint8Array) => Promise<Scan>) => {
    const pieces = await make(language, job, records);
    return pieces.ok ? see(pieces.value[0] as Uint8Array) : pieces.problem.code;
  };
  const file = join(temporaryFolder(), 'labels.pdf');
  const template = must(anyDesign(db, job.template, job.version));
  const pdf = await fedPdf(records, { template, count: 1, file });
  const papers = {
    zpl: await made('zpl', async (piece) => (await renderZpl(piece, size, dpi))[0] as Scan),
    tspl: await made('tspl', async (piece) => tsplPaper(piece)),
    pdf: pdf.ok ? (rasterise(readFileSync(file), 2 * dpi)[0] as Scan) : pdf.problem.code,
  };
  return { papers, words: pdf.ok && saysWords(way) ? textOf(readFileSync(file)) : '' };
}

/** Nobody else's reading of TSPL is to be had: the dots are ours, the decoder is not. */
function tsplPaper(piece: Uint8Array): Scan {
  const commands = Buffer.from(piece).toString('latin1').split('\r\n');
  expect(commands.filter((line) => /^(?:PRINT|SOUND)/.test(line))).toEqual(['PRINT 1,1']);
  const { columns, rows, bits } = readTspl(piece, headOf(dpi)).canvas;
  const grey = new Uint8Array(columns * rows).map((_, at) => {
    const byte = bits[Math.floor(at / columns) * Math.ceil(columns / 8) + ((at % columns) >> 3)];
    return ((byte as number) & (0x80 >> ((at % columns) & 7))) === 0 ? 255 : 0;
  });
  return { width: columns, height: rows, dpi, grey };
}

describe('is printed literally or refused, as docs/labels.md says', () => {
  test.each(hostile)('%s', async (_, text, row) => {
    for (const [at, short] of row.split(' ').entries()) {
      const way = ways[at] as Way;
      const wanted = outcomes[short as keyof typeof outcomes];
      const { papers, words: printed } = await papersOf(way, text);
      for (const [language, paper] of Object.entries(papers)) {
        const where = `way ${at} as ${language}`;
        if (typeof paper === 'string') {
          expect([where, paper]).toEqual([where, wanted]);
          continue;
        }
        expect([where, 'literal']).toEqual([where, wanted]);
        const codes = await readAll(paper);
        const shown = saysWords(way);
        const said = way.says === 'MAC' && shown ? undefined : text;
        expect([where, codes.map((each) => way.read(each.text))]).toEqual([where, [said]]);
        if (shown) expect(printed.replace(/\s/g, '')).toContain(text.replace(/\s/g, ''));
      }
    }
  });
});
