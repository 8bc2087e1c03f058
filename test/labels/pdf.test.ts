import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPdf, renderPdf } from '../../main/labels/pdf.ts';
import { pageOf } from '../../shared/labels/paper.ts';
import { findDesign, papers } from '../../shared/labels/papers.ts';
import { must } from '../support/must.ts';
import { inFolder, rasterise, textOf, tool } from './paper.ts';
import { mixed, printed, stories, times } from './records.ts';

const one = (deviceSn: string, title = '') => [{ groupId: 'G', deviceSn, title, fields: {} }];
/** Not every paper has room for 64 characters. */
const storyFor = (id: string) =>
  /^(l7651|l4770|l7160|l6009|us-5160|roll-50x30|roll-100x50)$/.test(id)
    ? mixed
    : (stories['ordinary ones'] ?? mixed);
const refusal = (deviceSn: string, title = '') => {
  const made = renderPdf(one(deviceSn, title), 'l7651');
  if (made.ok) throw new Error('was printed');
  return made.problem;
};

describe('the file', () => {
  test.each(papers)('of $id is sound, exact in size, and brings its font', (template) => {
    inFolder((folder) => {
      const file = join(folder, 'labels.pdf');
      writeFileSync(file, printed(times(70, storyFor(template.id)), template.id));
      expect(tool('qpdf', ['--check', file])).toMatch(/No syntax or stream encoding errors/);
      expect(tool('pdffonts', [file]).trim().split('\n').slice(2)).toEqual([
        expect.stringMatching(/\+NotoSansSC-Regular .* yes yes yes /),
      ]);
      const text = tool('qpdf', ['--qdf', '--object-streams=disable', file, '-']);
      const box = /\/MediaBox \[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text);
      expect((Number(box?.[1]) * 25.4) / 72).toBeCloseTo(pageOf(template.paper).width, 4);
      expect((Number(box?.[2]) * 25.4) / 72).toBeCloseTo(pageOf(template.paper).height, 4);
      expect(text).toMatch(/\/PrintScaling \/None/);
      expect(text).not.toMatch(/\/Subtype \/Image/);
    });
  });

  test('is equal for equal records, whatever was printed before', () => {
    const first = printed(times(70, mixed), 'l7651');
    // The same glyph as a plain hyphen: a font that remembered it would name it wrongly later.
    printed([{ groupId: 'G', deviceSn: 'A\u2011B', title: 'ﬁ • ‧ ・', fields: {} }], 'l7651');
    expect(Buffer.from(printed(times(70, mixed), 'l7651')).equals(first)).toBe(true);
  });

  test('is the same label by label', () => {
    const parts: Uint8Array[] = [];
    const run = must(createPdf(must(findDesign('l7651'))));
    for (const record of times(70, mixed)) {
      must(run.add(record));
      parts.push(run.take());
    }
    expect(run.end()).toEqual({ ok: true, value: { labels: 70, pages: 2 } });
    parts.push(run.take());
    expect(Buffer.concat(parts).equals(printed(times(70, mixed), 'l7651'))).toBe(true);
    expect(parts.filter((part) => part.length > 0).length).toBeGreaterThan(1);
  });

  test('paints no pixel of a neighbouring dot: a code at 300 dpi is black and white only', () => {
    const [page] = rasterise(printed(times(65, stories['ordinary ones'] ?? mixed), 'l7651'), 300);
    if (!page) throw new Error('no page');
    // The first row with black is the top of the first row of codes; no text reaches it.
    const first = page.grey.findIndex((grey) => grey < 128);
    const row = page.grey.subarray(first - (first % page.width)).subarray(0, page.width);
    expect(new Set(row)).toEqual(new Set([0, 255]));
  });
});

describe('the text', () => {
  test.each(Object.entries(stories))('of %s can be copied whole', (_, story) => {
    const records = times(65, story);
    const words = new Set(textOf(printed(records, 'l7651')).split(/\s+/));
    for (const { deviceSn } of records) expect(words).toContain(deviceSn);
  });

  test('of a Chinese title is the title', () => {
    expect(textOf(printed(one('SN-1', '智能电表'), 'roll-50x30'))).toContain('智能电表');
  });

  test('names a hyphen as a hyphen beside its non-breaking twin, and melts no letters', () => {
    const records = [...one('A-1', 'x\u2011y ﬁ'), ...one('fi-ffi-2')];
    const words = textOf(printed(records, 'roll-50x30')).split(/\s+/);
    expect(words).toEqual(expect.arrayContaining(['A-1', 'fi-ffi-2']));
  });
});

describe('a label that could be wrong is refused', () => {
  test.each([
    ['\u{1F600}', 'U+1F600', '\u{1F600}'],
    ['ض', 'U+0636', 'ض'],
    ['\u0000', 'U+0000', '\u{FFFD}'],
    ['\t', 'U+0009', '\u{FFFD}'],
    ['\n', 'U+000A', '\u{FFFD}'],
    ['\u202e', 'U+202E', '\u{FFFD}'],
    ['\u200b', 'U+200B', '\u{FFFD}'],
    ['\u00ad', 'U+00AD', '\u{FFFD}'],
    ['\u2028', 'U+2028', '\u{FFFD}'],
    ['\ud83d', 'U+D83D', '\u{FFFD}'],
    ['\ue000', 'U+E000', '\u{FFFD}'],
  ])('%j is label-glyph-missing', (character, code, shown) => {
    const expected = { code: 'label-glyph-missing', params: { character: shown, code } };
    expect(refusal(`SN${character}1`)).toMatchObject(expected);
    expect(refusal('SN1', `Meter ${character}`)).toMatchObject(expected);
    // Also where nobody would see it, so that a longer label does not bring it to light.
    expect(refusal('SN1', `${'long '.repeat(200)}${character}`)).toMatchObject(expected);
  });

  test('a code that is too large is label-does-not-fit', () => {
    expect(refusal('S'.repeat(4000))).toMatchObject({ code: 'label-does-not-fit' });
    expect(refusal('s'.repeat(200))).toMatchObject({ code: 'label-does-not-fit' });
    expect(refusal('智'.repeat(64))).toMatchObject({ code: 'label-does-not-fit' });
  });

  test('no records and no template have their own words', () => {
    expect(renderPdf([], 'l7651')).toMatchObject({ problem: { code: 'label-nothing' } });
    expect(renderPdf(one('A'), 'none')).toMatchObject({ problem: { code: 'template-unknown' } });
  });

  test('one bad label among good ones stops the file', () => {
    const records = [...times(70, mixed), ...one('bad\u{1F600}')];
    expect(renderPdf(records, 'l7651')).toMatchObject({ problem: { code: 'label-glyph-missing' } });
  });

  test('whatever a record holds, there is a PDF or a problem, never an exception', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string(),
    );
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.constantFrom(...papers),
        (groupId, deviceSn, title, { id }) => {
          const made = renderPdf([{ groupId, deviceSn, title, fields: {} }], id);
          if (!made.ok)
            expect(made.problem.code).toMatch(
              /^(label-(glyph-missing|does-not-fit|element-too-small|code-unfit|field-empty)|payload-.*)$/,
            );
        },
      ),
      { numRuns: 60 },
    );
  });
});
