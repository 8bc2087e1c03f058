import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../main/labels/proof/pdf-job.ts';
import { createPageDriver, type PagePrinter } from '../../main/printing/drivers/page.ts';
import { type Printable, printables } from '../../main/printing/drivers/printable.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import { fail, ok } from '../../shared/problems.ts';
import { rasterise, readCodes, type Scan } from '../labels/paper.ts';
import { printed, stories, times } from '../labels/records.ts';
import { hasChromium, openChromium } from '../renderer/chromium.ts';

/** Printing by the system from a page: the page in a real browser, the printer a stand-in. */

const story = stories['ordinary ones'] as (i: number) => ReturnType<(typeof stories)[string]>;
const never = new AbortController().signal;
const job = (pdf: Uint8Array) => ({ name: 'B1', language: 'pdf' as const, pieces: [pdf] });

/** What a browser makes of a page when it is printed. */
async function onPaper({ html }: Printable): Promise<Uint8Array> {
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.setContent(html);
    return await page.pdf({ preferCSSPageSize: true });
  } finally {
    await browser.close();
  }
}

/** The share of dots that are black on one page and white on the other. */
function unlike(one: Scan, other: Scan): number {
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [a = 0, b = 0] = [one.grey[y * one.width + x], other.grey[y * other.width + x]];
      if (Math.abs(a - b) > 160) count++;
    }
  }
  return count / (width * height);
}

describe.skipIf(!hasChromium)('pages for a browser to print', () => {
  test.for(['l7651', 'roll-50x30'])(
    'show what the PDF shows, at its size: %s',
    async (template) => {
      const records = times(3, story);
      const pdf = printed(records, template);
      const [document, ...more] = [...printables(sourceOf(pdf))];
      expect(more).toEqual([]);
      const [wanted, got] = [pdf, await onPaper(document as Printable)].map((each) =>
        rasterise(each, 300),
      );
      expect(got?.length).toBe(wanted?.length);
      for (const [at, page] of (wanted ?? []).entries()) {
        const other = got?.[at];
        // A browser cuts a page to whole pixels of its own.
        expect(Math.abs((other?.width ?? 0) - page.width)).toBeLessThanOrEqual(3);
        expect(Math.abs((other?.height ?? 0) - page.height)).toBeLessThanOrEqual(3);
        // Everything is where it was: hardly a dot differs but along edges.
        expect(unlike(page, other as Scan)).toBeLessThan(0.01);
      }
      expect(got?.flatMap(readCodes).toSorted()).toEqual(records.map(encodePayload).toSorted());
    },
  );
});

describe('the system printer', () => {
  const rolls = (count: number) => printed(times(count, story), 'roll-50x30');

  function printer(answer: (nth: number) => ReturnType<PagePrinter['print']>) {
    const got: Printable[] = [];
    const list = async () => ['Desk'];
    return { got, list, print: async (pages: Printable) => answer(got.push(pages)) };
  }

  test('is given the size of a label in micrometres, and a long job in parts', async () => {
    const desk = printer(async () => ok({}));
    const report = await createPageDriver('Desk', desk).send(job(rolls(45)), never);
    expect(report).toEqual({ taken: 1, begun: 1, problem: null });
    expect(desk.got.map(({ html }) => html.split('<svg').length - 1)).toEqual([20, 20, 5]);
    expect(desk.got[0]?.size).toEqual({ width: 50_000, height: 30_000 });
    expect(desk.got.every(({ html }) => !/<script|https?:\/\/(?!www\.w3\.org)/.test(html))).toBe(
      true,
    );
  });

  test('that refuses at once printed nothing; after the first part, a person has to look', async () => {
    const refused = async () => fail('printer-refused', { where: 'Desk', detail: 'out of paper' });
    const atOnce = printer(refused);
    expect(await createPageDriver('Desk', atOnce).send(job(rolls(2)), never)).toMatchObject({
      begun: 0,
      problem: { code: 'printer-refused' },
    });
    const later = printer((nth) => (nth === 2 ? refused() : Promise.resolve(ok({}))));
    expect(await createPageDriver('Desk', later).send(job(rolls(45)), never)).toMatchObject({
      taken: 0,
      begun: 1,
      problem: { code: 'printer-broke-off', params: { detail: 'out of paper', begun: 1 } },
    });
    expect(later.got).toHaveLength(2);
  });

  test('is not given what is no label PDF', async () => {
    const desk = printer(async () => ok({}));
    const report = await createPageDriver('Desk', desk).send(job(Buffer.from('%PDF-1.7')), never);
    expect(report).toMatchObject({ begun: 0, problem: { code: 'label-failed' } });
    expect(desk.got).toEqual([]);
  });
});
