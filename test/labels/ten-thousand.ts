import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLabelPrinter } from '../../main/labels/printer.ts';
import { createZplRun } from '../../main/labels/zpl/label.ts';
import { pageOf } from '../../shared/labels/paper.ts';
import { findDesign } from '../../shared/labels/papers.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { must } from '../support/must.ts';
import { rasterise, readCodes } from './paper.ts';
import { jobOf } from './proof-jobs.ts';
import { mixed, times } from './records.ts';
import { renderZpl } from './zpl-paper.ts';

/**
 * By hand: every label of a long PDF and of a long ZPL job read back by strangers, poppler or zpl-renderer-js with zbar.
 * `node test/labels/ten-thousand.ts [LABELS] [ZPL LABELS]`; ends with 1 when a label is missing, doubled or says
 * something else. The tests do the same with fewer.
 */

const [labels, zplLabels] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 500)];
/** ZPL labels rendered at a time. */
const slice = 20;

/** Codes that are to be read and were not, and such as were read and are not to be. */
function differences(wanted: readonly LabelRecord[], read: readonly string[]): string[] {
  const left = new Map<string, number>();
  const count = (text: string, by: number) => left.set(text, (left.get(text) ?? 0) + by);
  for (const record of wanted) count(encodePayload(record), 1);
  for (const text of read) count(text, -1);
  return [...left]
    .filter(([, n]) => n !== 0)
    .map(([text, n]) => `${n > 0 ? 'missing' : 'extra'} ${text}`);
}

function tell(
  what: string,
  wanted: readonly LabelRecord[],
  read: readonly string[],
  since: number,
) {
  const wrong = differences(wanted, read);
  const seconds = ((performance.now() - since) / 1000).toFixed(0);
  console.log(
    `${what}: ${read.length} of ${wanted.length} read in ${seconds} s, ${wrong.length} differ`,
  );
  for (const each of wrong.slice(0, 10)) console.log(`  ${each}`);
  if (wrong.length > 0) process.exitCode = 1;
}

async function pdf(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lineside-many-'));
  const printer = createLabelPrinter();
  try {
    const records = times(labels, mixed);
    const file = join(folder, 'labels.pdf');
    const began = performance.now();
    const made = await printer.print({ records, count: labels, template: 'l7651', file });
    if (!made.ok) throw new Error(made.problem.message);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`PDF: written, and ${made.risk.looked} labels read back by us, in ${seconds} s`);
    const bytes = readFileSync(file);
    const read: string[] = [];
    for (let page = 1; page <= Math.ceil(labels / 65); page++) {
      for (const scan of rasterise(bytes, 300, page)) read.push(...readCodes(scan));
    }
    tell('PDF, by poppler and zbar', records, read, began);
  } finally {
    await printer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function zpl(): Promise<void> {
  const design = must(findDesign('roll-50x30'));
  const records = times(zplLabels, mixed);
  const job = jobOf(records, design);
  const run = createZplRun({ dpi: 203 });
  const read: string[] = [];
  const began = performance.now();
  for (let from = 0; from < zplLabels; from += slice) {
    const many = Math.min(slice, zplLabels - from);
    const pieces = times(many, (at) => must(run.label(job.expected(from + at).drawing)));
    for (const scan of await renderZpl(Buffer.concat(pieces), pageOf(design.paper), 203)) {
      read.push(...readCodes(scan));
    }
  }
  tell('ZPL, by zpl-renderer-js and zbar', records, read, began);
}

await pdf();
await zpl();
