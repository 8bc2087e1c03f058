import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshStation, problemOf, type Station } from '../support/cli.ts';
import { pageSize, readLabels, readText } from '../support/printed-labels.ts';
import { inverterSns } from '../support/serial-numbers.ts';

/** Item 7: what is on the paper is what is in the records. */

const a4Count = 70;
const sns = inverterSns(a4Count, 'LBL');
const batchTwo = ['TWO-0001', 'TWO-0002', 'A-LONG-SN-OF-20-CHAR'];
let station: Station & AsyncDisposable;
let folder: string;

beforeAll(async () => {
  station = await freshStation();
  folder = join(station.data, '..');
  expect((await station.register(sns, ['--batch', 'B1'])).code).toBe(0);
  expect((await station.register(batchTwo, ['--batch', 'B2'])).code).toBe(0);
});
afterAll(() => station[Symbol.asyncDispose]());

const label = (out: string, more: readonly string[]) =>
  station.run(['label', '--group', 'INV5K1', '--out', out, '--reason', 'looked at again', ...more]);

/** Codes scanned back: each is seen, with its own SN. */
async function scannedBack(codes: readonly string[]): Promise<string[]> {
  const said = await station.register(codes.map((code) => `]Q1${code}`));
  expect(said.json.map((json) => json.verdict)).toEqual(codes.map(() => 'seen'));
  expect(said.code).toBe(0);
  return said.json.map((json) => json.deviceSn);
}

describe('every code on the paper equals its record', () => {
  test('a sheet of A4 (L7651, 5 x 13) that runs over to a second page', async () => {
    const pdf = join(folder, 'sheet.pdf');
    const made = await label(pdf, ['--template', 'l7651', '--batch', 'B1']);
    expect(made.code, `${made.stdout} ${made.stderr}`).toBe(0);
    const { pages, codes } = await readLabels(pdf);
    expect(pages).toBe(2);
    expect(codes).toHaveLength(a4Count);
    expect((await scannedBack(codes)).toSorted()).toEqual(sns);
    const { width, height } = await pageSize(pdf);
    expect(width).toBeCloseTo((210 / 25.4) * 72, 0);
    expect(height).toBeCloseTo((297 / 25.4) * 72, 0);
    const text = await readText(pdf);
    for (const sn of sns) expect(text).toContain(sn);
    for (const secret of ['sampleSecretInv', 'sampleSecretMtr']) {
      expect(codes.join('')).not.toContain(secret);
      expect(text).not.toContain(secret);
    }
  });

  test('a roll of 50 x 30 mm, one label a page', async () => {
    const pdf = join(folder, 'roll.pdf');
    const made = await label(pdf, ['--template', 'roll-50x30', '--batch', 'B2']);
    expect(made.code, `${made.stdout} ${made.stderr}`).toBe(0);
    const { pages, codes } = await readLabels(pdf);
    expect([pages, codes.length]).toEqual([batchTwo.length, batchTwo.length]);
    expect((await scannedBack(codes)).toSorted()).toEqual(batchTwo.toSorted());
    const { width, height } = await pageSize(pdf);
    expect(width).toBeCloseTo((50 / 25.4) * 72, 0);
    expect(height).toBeCloseTo((30 / 25.4) * 72, 0);
    const text = await readText(pdf);
    for (const sn of batchTwo) expect(text.replaceAll(/\s/g, '')).toContain(sn);
  });

  test('a code still reads at the 203 dpi of a label printer', async () => {
    const pdf = join(folder, 'coarse.pdf');
    await label(pdf, ['--template', 'roll-50x30', '--sn', 'A-LONG-SN-OF-20-CHAR']);
    const { codes } = await readLabels(pdf, 203);
    expect(await scannedBack(codes)).toEqual(['A-LONG-SN-OF-20-CHAR']);
  });
});

describe('what is printed', () => {
  test('only the SNs asked for', async () => {
    const pdf = join(folder, 'some.pdf');
    const wanted = [sns[3] ?? '', sns[40] ?? ''];
    const made = await label(pdf, [
      '--template',
      'l7651',
      '--sn',
      wanted[0] ?? '',
      '--sn',
      wanted[1] ?? '',
    ]);
    expect(made.code, `${made.stdout} ${made.stderr}`).toBe(0);
    const { codes } = await readLabels(pdf);
    expect((await scannedBack(codes)).toSorted()).toEqual(wanted.toSorted());
  });

  test('the whole group without any choice', async () => {
    const pdf = join(folder, 'all.pdf');
    expect((await label(pdf, ['--template', 'l7651'])).code).toBe(0);
    const { codes } = await readLabels(pdf);
    expect(codes).toHaveLength(a4Count + batchTwo.length);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('equal input gives equal bytes; every font is in the file', async () => {
    const [one, two] = [join(folder, 'one.pdf'), join(folder, 'two.pdf')];
    await label(one, ['--template', 'roll-50x30', '--batch', 'B2']);
    await label(two, ['--template', 'roll-50x30', '--batch', 'B2']);
    expect((await readFile(two)).equals(await readFile(one))).toBe(true);
    const { stdout } = await promisify(execFile)('pdffonts', [one]);
    const fonts = stdout.trimEnd().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/);
    expect(
      (await promisify(execFile)('pdfimages', ['-list', one])).stdout.trimEnd().split('\n').length,
      'the code is drawn, not a picture',
    ).toBe(2);
  });

  test('nothing to print, and a place that cannot be written, are problems', async () => {
    const none = await label(join(folder, 'none.pdf'), ['--template', 'l7651', '--batch', 'B404']);
    expect([1, 2, 3]).toContain(none.code);
    expect(problemOf(none)?.message).toMatch(/\w+/);
    const nowhere = await label('/nowhere/at/all.pdf', ['--template', 'l7651', '--batch', 'B2']);
    expect([1, 2, 3]).toContain(nowhere.code);
    expect(problemOf(nowhere)?.message).toMatch(/\w+/);
  });
});
