import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectedOf } from '../../main/labels/proof/pdf-job.ts';
import { provenPieces } from '../../main/labels/proven.ts';
import { writerFor } from '../../main/printing/writers.ts';
import { papers } from '../../shared/labels/papers.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign, LabelElement, PayloadSpec } from '../../shared/models/label-design.ts';
import { folderPrinter } from '../../shared/models/printer.ts';
import { must } from '../support/must.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { fedPdf } from './fed-pdf.ts';
import { stories, times } from './records.ts';

/** What leaves was read back: every kind of label that there is passes, since nothing else would ever be printed. */

const pdfOf = (records: LabelRecord[], template: LabelDesign) =>
  fedPdf(records, { template, count: records.length, file: join(temporaryFolder(), 'labels.pdf') });

const record = stories['ordinary ones'] as (i: number) => ReturnType<(typeof stories)[string]>;

test.for(papers.map((paper) => [paper.id, paper] as const))(
  'the template %s',
  async ([, paper]) => {
    const proven = await pdfOf(times(3, record), paper);
    expect(proven).toMatchObject({ ok: true, risk: { looked: 3, of: 3, fewerThan: 1 } });
  },
);

const gtin = '0401234567890?';
const payloads: PayloadSpec[] = [
  { kind: 'own' },
  { kind: 'sn' },
  { kind: 'gs1', gtin, serial: '{deviceSn}' },
  { kind: 'digital-link', domain: 'https://id.example.com', gtin, serial: '{deviceSn}' },
  { kind: 'link', base: 'HTTPS://L.EXAMPLE/' },
  { kind: 'json', fields: ['deviceSn', 'groupName'] },
  { kind: 'template', text: 'SN={deviceSn};MODEL=X1' },
];
const kinds = ['qr', 'data-matrix', 'code128'] as const;
const large = { form: 'roll', label: { width: 100, height: 60 }, gap: 3, sensing: 'gap' } as const;

function designWith(kind: (typeof kinds)[number], payload: PayloadSpec): LabelDesign {
  const at = { id: 'code', x: 4, y: 4, payload };
  const element: LabelElement =
    kind === 'qr'
      ? { ...at, kind, width: 30, height: 30, level: 'M' }
      : kind === 'data-matrix'
        ? { ...at, kind, width: 30, height: 30 }
        : { ...at, kind, width: 92, height: 20 };
  const sn: LabelElement = {
    id: 'sn',
    kind: 'micro-sn',
    x: 4,
    y: 40,
    width: 92,
    height: 5,
    smallest: 1,
  };
  return {
    ...sampleDesign,
    paper: large,
    elements: [element, sn],
    target: { head: 'thermal', dpi: 300 },
  };
}

const cases = kinds.flatMap((kind) =>
  payloads
    // Code 128 holds short ones only.
    .filter((payload) => kind !== 'code128' || ['sn', 'gs1', 'own'].includes(payload.kind))
    .map((payload) => [kind, payload.kind, payload] as const),
);
test.for(cases)('%s with %s, as PDF, ZPL and TSPL', async ([kind, , payload]) => {
  const design = designWith(kind, payload);
  const records = times(2, record);
  expect(await pdfOf(records, design)).toMatchObject({ ok: true });
  const draw = expectedOf(design);
  for (const language of ['zpl', 'tspl'] as const) {
    const printer = { ...folderPrinter, language, dpi: 300 as const };
    const write = writerFor(language, printer, large);
    const pieces = records.map((each) => must(write(draw(each).drawing)));
    const wanted = { language, pieces, records, design, dpi: 300, offset: { x: 0, y: 0 } };
    expect([language, await provenPieces(wanted)]).toMatchObject([language, { ok: true }]);
    const swapped = { ...wanted, pieces: pieces.toReversed() };
    expect([language, await provenPieces(swapped)]).toMatchObject([
      language,
      { ok: false, problem: { code: 'label-proof-failed' }, label: 0 },
    ]);
  }
});
