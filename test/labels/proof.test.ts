import { deflateSync, inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { headOf } from '../../main/labels/dots/head.ts';
import { renderPdf } from '../../main/labels/pdf.ts';
import { pdfJob } from '../../main/labels/proof/pdf-job.ts';
import { pngOf } from '../../main/labels/proof/png.ts';
import { type Proof, provePdf, proveTspl, proveZpl } from '../../main/labels/proof/proof.ts';
import { sampleOf } from '../../main/labels/proof/sample.ts';
import { writeTspl } from '../../main/labels/tspl/label.ts';
import { createZplRun } from '../../main/labels/zpl/label.ts';
import { findDesign } from '../../shared/labels/papers.ts';
import { riskOf } from '../../shared/labels/proof-risk.ts';
import { must } from '../support/must.ts';
import { qrMark, textMark } from './drawings.ts';
import { jobOf, listed, sourceOf } from './proof-jobs.ts';
import { mixed, printed, stories, times } from './records.ts';
import { readPng } from './zpl-paper.ts';

const whole = { mode: 'whole' } as const;
const head = headOf(203);

function zplOf(job: ReturnType<typeof jobOf>): Uint8Array[] {
  const run = createZplRun({ dpi: 203 });
  return times(job.count, (at) => {
    const made = run.label(job.expected(at).drawing);
    if (!made.ok) throw new Error(made.problem.message);
    return made.value;
  });
}

/** Another PDF with its packed streams changed; `change` must keep their length. */
function mapStreams(pdf: Uint8Array, change: (content: string) => string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const out = [...text.matchAll(/\/Length (\d+) [^>]*>>\nstream\n/g)].reduce((kept, found) => {
    const start = found.index + found[0].length;
    const packed = Buffer.from(text.slice(start, start + Number(found[1])), 'latin1');
    const content = inflateSync(packed).toString('latin1');
    const changed = change(content);
    if (changed === content) return kept;
    const again = deflateSync(Buffer.from(changed, 'latin1'), { level: 9 });
    if (again.length > packed.length) throw new Error('it does not fit where it was');
    // What follows the end of the packed data is never looked at.
    again.copy(kept, start);
    return kept;
  }, Buffer.from(pdf));
  return out;
}

const outcome = (proof: Proof) =>
  proof.ok ? 'good' : [proof.problem.code, proof.label, proof.picture !== null];

describe('a good job passes', () => {
  test.each(Object.entries({ ...stories, 'all kinds': mixed }))('%s', async (_, story) => {
    const records = times(70, story);
    for (const template of ['l7651', 'roll-50x30']) {
      const proof = await provePdf(
        sourceOf(printed(records, template)),
        jobOf(records, template),
        whole,
      );
      expect(outcome(proof)).toBe('good');
    }
    const job = jobOf(records.slice(0, 8), 'roll-50x30');
    expect(outcome(await proveZpl(zplOf(job), { ...job, head }, whole))).toBe('good');
  });
});

describe('a label that says something else stops the job, with a picture', () => {
  const records = times(70, stories['ordinary ones'] as (typeof stories)[string]);
  const job = jobOf(records, 'l7651');
  const roll = jobOf(records, 'roll-50x30');
  let pdf: Uint8Array;
  let zpl: Uint8Array[];
  beforeAll(() => {
    pdf = printed(records, 'l7651');
    zpl = zplOf(roll);
  });

  test('two records changed places', async () => {
    const swapped = records.with(3, records[4] as never).with(4, records[3] as never);
    const proof = await provePdf(sourceOf(printed(swapped, 'l7651')), job, whole);
    expect(outcome(proof)).toEqual(['label-proof-failed', 3, true]);
    expect(proof).toMatchObject({
      problem: {
        params: {
          deviceSn: records[3]?.deviceSn,
          expected: `LS:INV-5K/${records[3]?.deviceSn}`,
          found: `LS:INV-5K/${records[4]?.deviceSn}`,
        },
      },
    });
    const [a, b] = [zpl[3], zpl[4]] as [Uint8Array, Uint8Array];
    const zplProof = await proveZpl(zpl.with(3, b).with(4, a), { ...roll, head }, whole);
    expect(outcome(zplProof)).toEqual(['label-proof-failed', 3, true]);
  });

  test('the text says another SN than the code', async () => {
    const [one] = zpl as [Uint8Array];
    const sn = records[0]?.deviceSn ?? '';
    const other = Buffer.from(one)
      .toString('latin1')
      .replace(sn, `${sn.slice(0, -1)}1`);
    const proof = await proveZpl([Buffer.from(other)], { ...roll, count: 1, head }, whole);
    expect(outcome(proof)).toEqual(['label-proof-failed', 0, true]);
    expect(proof.ok ? '' : proof.problem.params?.expected).toBe(sn);
  });

  test('a text that is drawn as dots shows another character', async () => {
    const drawing = (text: string) => ({
      width: 50,
      height: 30,
      marks: [
        qrMark('SN1', { x: 4, y: 4, module: 0.5 }),
        textMark(text, { x: 4, baseline: 25, size: 3 }),
      ],
    });
    const proved = async (printedText: string, expectedText: string) => {
      const made = createZplRun({ dpi: 203 }).label(drawing(printedText));
      if (!made.ok) throw new Error(made.problem.message);
      const expected = () => ({ deviceSn: 'SN1', drawing: drawing(expectedText) });
      return outcome(await proveZpl([made.value], { count: 1, expected, head }, whole));
    };
    expect(await proved('光伏 8', '光伏 8')).toBe('good');
    expect(await proved('光伏 8', '光伏 3')).toEqual(['label-proof-failed', 0, true]);
    expect(await proved('光伏', '光优')).toEqual(['label-proof-failed', 0, true]);
  });

  test('a label is missing, or one is blank', async () => {
    const short = await proveZpl(zpl.slice(0, 2), { ...roll, count: 3, head }, whole);
    expect(outcome(short)).toEqual(['label-proof-unreadable', null, false]);
    const blank = Buffer.from('^XA^CI28^LH0,0^PW400^LL240\n^PQ1\n^XZ\n');
    const proof = await proveZpl(zpl.with(1, blank), { ...roll, head }, whole);
    expect(outcome(proof)).toEqual(['label-proof-failed', 1, true]);
    const early = await provePdf(sourceOf(printed(records.slice(0, 68), 'l7651')), job, whole);
    expect(outcome(early)).toEqual(['label-proof-failed', 68, true]);
    const page = await provePdf(sourceOf(printed(records.slice(0, 60), 'l7651')), job, whole);
    expect(outcome(page)).toEqual(['label-proof-unreadable', null, false]);
  });

  test.each([
    ['on its last page', 70, { ...whole }],
    ['on a page of its own', 65, { ...whole }],
    ['on the last page, of which no label is looked at', 130, { mode: { sample: 1, seed: 2 } }],
  ] as const)('a PDF has a label too many %s', async (_, count, options) => {
    const many = times(count + 1, stories['ordinary ones'] as (typeof stories)[string]);
    const wanted = jobOf(many.slice(0, count), 'l7651');
    expect(outcome(await provePdf(sourceOf(printed(many, 'l7651')), wanted, options))).toEqual([
      'label-proof-unreadable',
      null,
      false,
    ]);
  });

  test('a PDF has a label in a place that is used already', async () => {
    const two = records.slice(0, 2);
    const wanted = pdfJob(listed(two.slice(1)), must(findDesign('l7651')), { skip: 1 });
    const good = must(renderPdf(two.slice(1), 'l7651', { skip: 1 }));
    expect(outcome(await provePdf(sourceOf(good), wanted, whole))).toBe('good');
    const proof = await provePdf(sourceOf(printed(two, 'l7651')), wanted, whole);
    expect(outcome(proof)).toEqual(['label-proof-unreadable', null, false]);
  });

  test('a label printer gets a label too many, or one of them twice', async () => {
    const unreadable = ['label-proof-unreadable', null, false];
    const fewer = { ...roll, count: 69, head };
    const tspl = times(roll.count, (at) =>
      must(writeTspl(roll.expected(at).drawing, { dpi: 203 })),
    );
    for (const options of [whole, { mode: { sample: 3, seed: 1 } } as const]) {
      expect(outcome(await proveZpl(zpl, fewer, options))).toEqual(unreadable);
      expect(outcome(await proveTspl(tspl, fewer, options))).toEqual(unreadable);
    }
    const text = Buffer.from(zpl[0] as Uint8Array).toString('latin1');
    const twice = [Buffer.from(text.replace('^PQ1', '^PQ2'))];
    expect(outcome(await proveZpl(twice, { ...roll, count: 1, head }, whole))).toEqual(unreadable);
    const print = Buffer.from(tspl[0] as Uint8Array).toString('latin1');
    const again = [Buffer.from(print.replace('PRINT 1,1', 'PRINT 1,2'), 'latin1')];
    expect(outcome(await proveTspl(again, { ...roll, count: 1, head }, whole))).toEqual(unreadable);
  });

  test('a code is covered in part', async () => {
    const text = Buffer.from(zpl[0] as Uint8Array).toString('latin1');
    const covered = text.replace('^PQ1', '^FO100,0^GB60,240,60^FS\n^PQ1');
    const proof = await proveZpl([Buffer.from(covered)], { ...roll, count: 1, head }, whole);
    expect(outcome(proof)).toEqual(['label-proof-failed', 0, true]);
  });

  test('a few modules of a code are another colour, which a decoder would forgive', async () => {
    const text = Buffer.from(zpl[0] as Uint8Array).toString('latin1');
    const x = Number(/\^FO(\d+),\d+\^GFA/.exec(text)?.[1]);
    const y = Number(/\^FO\d+,(\d+)\^GFA/.exec(text)?.[1]);
    const spot = text.replace('^PQ1', `^FO${x + 48},${y + 48}^GB18,18,18^FS\n^PQ1`);
    const proof = await proveZpl([Buffer.from(spot)], { ...roll, count: 1, head }, whole);
    expect(outcome(proof)).toEqual(['label-proof-failed', 0, true]);
    expect(proof.ok ? '' : proof.problem.params?.found).toMatch(/damaged/);
  });

  test('one run of modules of a PDF is one module shorter', async () => {
    const flipped = mapStreams(pdf, (content) => content.replace(/1\.99 \.99 re/, '0.99 .99 re'));
    const proof = await provePdf(sourceOf(flipped), job, whole);
    expect(outcome(proof)).toEqual(['label-proof-failed', 0, true]);
  });

  test('commands that nobody wrote', async () => {
    const text = Buffer.from(zpl[0] as Uint8Array).toString('latin1');
    for (const more of ['^PON^POI', '~JR', '^BQN,2,4', '^LH9,9', '^FR', '^GFA,8,8,1,FFFF']) {
      const piece = Buffer.from(text.replace('^PQ1', `${more}^PQ1`));
      const proof = await proveZpl([piece], { ...roll, count: 1, head }, whole);
      expect(outcome(proof), more).toEqual(['label-proof-unreadable', null, false]);
    }
  });

  test('any byte of the PDF that is damaged', async () => {
    // A damaged file is unreadable, says something else, or differs only where no label is: never another label.
    const three = jobOf(records.slice(0, 3), 'l7651');
    const small = printed(records.slice(0, 3), 'l7651');
    let harmless = 0;
    let tries = 0;
    for (let at = 17; at < small.length; at += 197) {
      const torn = Uint8Array.from(small);
      torn[at] = (torn[at] as number) ^ 0x04;
      tries++;
      const proof = await provePdf(sourceOf(torn), three, whole);
      if (proof.ok) harmless++;
      else expect(proof.problem.code).toMatch(/^label-proof-(failed|unreadable)$/);
    }
    expect(harmless).toBeLessThan(tries);
  });
});

describe('a sample', () => {
  test('chooses as many as it says, the same again, and all where that is fewer', () => {
    expect(sampleOf(10_000, 300, 7)).toEqual(sampleOf(10_000, 300, 7));
    expect(sampleOf(10_000, 300, 7)).not.toEqual(sampleOf(10_000, 300, 8));
    expect(new Set(sampleOf(10_000, 300, 7)).size).toBe(300);
    expect(Math.max(...sampleOf(50, 49, 1))).toBeLessThan(50);
    expect(sampleOf(3, 10, 1)).toEqual([0, 1, 2]);
    const hits = Array.from({ length: 20 }, () => 0);
    for (let seed = 0; seed < 4000; seed++) {
      for (const at of sampleOf(20, 5, seed)) hits[at] = (hits[at] as number) + 1;
    }
    for (const count of hits) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('states what it leaves open', () => {
    expect(riskOf(100, 100).fewerThan).toBe(1);
    // 4.6 / 300 of very many.
    expect(riskOf(300, 1_000_000).fewerThan / 1_000_000).toBeCloseTo(0.0152, 3);
    // Half of ten looked at: 3 wrong are missed with a chance of 1/12, 5 with 1/252.
    expect(riskOf(5, 10).fewerThan).toBe(5);
  });

  test('looks only at what it chose, and says so', async () => {
    const records = times(650, stories['ordinary ones'] as (typeof stories)[string]);
    const looked: number[] = [];
    const job = jobOf(records, 'l7651');
    const seen = { ...job, expected: (at: number) => (looked.push(at), job.expected(at)) };
    const proof = await provePdf(sourceOf(printed(records, 'l7651')), seen, {
      mode: { sample: 20, seed: 3 },
    });
    expect(proof).toEqual({
      ok: true,
      risk: { looked: 20, of: 650, fewerThan: riskOf(20, 650).fewerThan },
    });
    expect(looked).toEqual(sampleOf(650, 20, 3));
  });

  test('can be stopped', async () => {
    const records = times(5, mixed);
    const stop = new AbortController();
    const proof = await provePdf(sourceOf(printed(records, 'l7651')), jobOf(records, 'l7651'), {
      ...whole,
      signal: stop.signal,
      onProgress: (looked) => looked === 2 && stop.abort(),
    });
    expect(outcome(proof)).toEqual(['label-proof-stopped', null, false]);
  });
});

test('the picture of a label is a PNG that others read', () => {
  const png = Buffer.from(pngOf({ columns: 9, rows: 2, bits: Uint8Array.of(0xf0, 0x80, 0, 0) }));
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24]]).toEqual([9, 2, 1]);
  expect([...inflateSync(png.subarray(png.indexOf('IDAT') + 4))]).toEqual([
    0, 0x0f, 0x7f, 0, 0xff, 0xff,
  ]);
  expect(() => readPng(png, 203)).toThrow('not a grey PNG');
});
