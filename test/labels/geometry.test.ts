import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openFont } from '../../main/labels/font.ts';
import { settingOf } from '../../shared/labels/draw/automatic.ts';
import { type PlacedLabel, placeLabel, quietModules } from '../../shared/labels/layout.ts';
import { isSoundPaper, labelsPerPage, pageOf, slotCorner } from '../../shared/labels/paper.ts';
import { designInfo, findDesign, papers } from '../../shared/labels/papers.ts';
import { templateInfoSchema } from '../../shared/models/label.ts';
import { labelDesignSchema, type Paper } from '../../shared/models/label-design.ts';

const { measure } = openFont();
/** Floating point, in millimetres. */
const blur = 1e-6;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
const box = (x: number, y: number, width: number, height: number): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});
const inside = (inner: Box, outer: Box) =>
  inner.left >= outer.left - blur &&
  inner.top >= outer.top - blur &&
  inner.right <= outer.right + blur &&
  inner.bottom <= outer.bottom + blur;
const apart = (one: Box, other: Box) =>
  one.right <= other.left + blur ||
  other.right <= one.left + blur ||
  one.bottom <= other.top + blur ||
  other.bottom <= one.top + blur;

const labelBox = (paper: Paper, slot: number): Box => {
  const { x, y } = slotCorner(paper, slot);
  return box(x, y, paper.label.width, paper.label.height);
};
const quietBox = ({ code: { x, y, module, modules } }: PlacedLabel): Box => {
  const quiet = quietModules * module;
  const side = modules * module + 2 * quiet;
  return box(x - quiet, y - quiet, side, side);
};
/** Where ink of a line can be: capitals and Chinese reach 0.88 em up, tails 0.22 em down. */
const lineBoxes = ({ title, sn }: PlacedLabel): Box[] =>
  [...title, ...sn].map(({ text, x, baseline, size }) =>
    box(x, baseline - 0.88 * size, measure(text, size), 1.1 * size),
  );

describe.each(papers)('the paper of $id', ({ paper }) => {
  test('keeps every label on the page and off its neighbours', () => {
    const { width, height } = pageOf(paper);
    const slots = [...Array(labelsPerPage(paper)).keys()];
    for (const one of slots) {
      expect(inside(labelBox(paper, one), box(0, 0, width, height))).toBe(true);
      for (const other of slots.slice(0, one))
        expect(apart(labelBox(paper, one), labelBox(paper, other))).toBe(true);
    }
    expect(isSoundPaper(paper)).toBe(true);
  });
});

const automatic = papers.filter(({ layout }) => layout === 'automatic');
const origin = { x: 0, y: 0 };

describe.each(automatic)('$id', (design) => {
  const slots = [...Array(labelsPerPage(design.paper)).keys()];
  const setting = settingOf(design);

  test('places whatever it accepts inside the label, quiet zone white, SN complete', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'0AWi-_.xm中'), maxLength: 64 });
    const content = fc.record({
      title: fc.oneof(fc.string({ unit: fc.constantFrom(...'智能 Wi.'), maxLength: 90 }), letters),
      deviceSn: letters.filter((sn) => sn !== ''),
      modules: fc.integer({ min: 1, max: 8 }).map((version) => 17 + 4 * version),
    });
    fc.assert(
      fc.property(content, fc.constantFrom(...slots), (wanted, slot) => {
        const corner = slotCorner(design.paper, slot);
        const made = placeLabel(setting, corner, wanted, measure);
        if (!made.ok) {
          expect(made.problem.code).toBe('label-does-not-fit');
          return;
        }
        const label = made.value;
        const { width, height } = setting.label;
        const { drift } = setting;
        const free = box(drift, drift, width - 2 * drift, height - 2 * drift);
        expect(inside(quietBox(label), free)).toBe(true);
        for (const line of lineBoxes(label)) {
          expect(inside(line, free)).toBe(true);
          expect(apart(line, quietBox(label))).toBe(true);
        }
        expect(label.sn.map((line) => line.text).join('')).toBe(wanted.deviceSn);
        const below = quietBox(label).bottom - blur;
        for (const line of label.sn)
          expect(line.baseline - 0.88 * line.size).toBeGreaterThan(below);

        const { module, x, y } = label.code;
        expect(module).toBeGreaterThanOrEqual(0.33);
        for (const [length, unit] of [
          [module, setting.module.step],
          [corner.x + x, module],
          [corner.y + y, module],
        ] as const)
          expect(length / unit).toBeCloseTo(Math.round(length / unit), 6);
      }),
      { numRuns: 400 },
    );
  });

  test('puts an ordinary title and SN below the code or beside it, never cut', () => {
    const wanted = { title: '智能电表 Smart', deviceSn: 'SN-2025-000042', modules: 25 };
    const made = placeLabel(setting, origin, wanted, measure);
    if (!made.ok) throw new Error(made.problem.message);
    expect(made.value.title.map((line) => line.text).join(' ')).toBe(wanted.title);
    expect(made.value.sn).toHaveLength(1);
  });

  test('takes 64 characters in a group of 16, upper case or lower (versions 4 and 5)', () => {
    // On a roll 25 mm high half a millimetre a module leaves no room for them.
    if (design.id === 'roll-38x25') return;
    for (const [letter, modules] of [
      ['W', 33],
      ['m', 37],
    ] as const) {
      const wanted = { title: 'A title', deviceSn: letter.repeat(64), modules };
      const made = placeLabel(setting, origin, wanted, measure);
      expect(made.ok, made.ok ? '' : made.problem.message).toBe(true);
    }
  });

  test('ends a long title with an ellipsis', () => {
    const wanted = { title: '很长的名称 '.repeat(40), deviceSn: 'SN-1', modules: 25 };
    const made = placeLabel(setting, origin, wanted, measure);
    if (!made.ok) throw new Error(made.problem.message);
    expect(made.value.title.at(-1)?.text).toMatch(/…$/);
  });

  test('refuses a code that would be too fine to scan', () => {
    const wanted = { title: '', deviceSn: 'SN-1', modules: 177 };
    expect(placeLabel(setting, origin, wanted, measure)).toMatchObject({
      ok: false,
      problem: { code: 'label-does-not-fit', params: { deviceSn: 'SN-1' } },
    });
  });
});

test('L7651 is the sheet that shops sell', () => {
  const infos = papers.map(designInfo);
  expect(infos).toContainEqual({
    id: 'l7651',
    name: expect.any(String),
    width: 38.1,
    height: 21.2,
    perPage: 65,
  });
  for (const info of infos) templateInfoSchema.parse(info);
  expect(findDesign('l7652')).toMatchObject({ problem: { code: 'template-unknown' } });
  expect(findDesign('l7651', 2)).toMatchObject({ problem: { code: 'template-unknown' } });
});

test('built-in templates are what people may make, and are copied as they are', () => {
  for (const design of papers) expect(labelDesignSchema.parse(design)).toEqual(design);
  expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length);
});

test.each([
  ['columns over each other', { pitch: { x: 38, y: 21.2 } }],
  ['rows over each other', { pitch: { x: 40.6, y: 21 } }],
  ['a last column over the edge', { columns: 6 }],
  ['a last row over the edge', { rows: 14 }],
  ['a first label before the edge', { origin: { x: -1, y: 10.9 } }],
])('a grid with %s is no paper', (_, change) => {
  const found = findDesign('l7651');
  if (!found.ok) throw new Error(found.problem.message);
  expect(isSoundPaper({ ...found.value.paper, ...change } as Paper)).toBe(false);
});
