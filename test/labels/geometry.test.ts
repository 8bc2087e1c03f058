import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openFont } from '../../main/labels/font.ts';
import { type PlacedLabel, placeLabel, quietModules } from '../../shared/labels/layout.ts';
import {
  findTemplate,
  type LabelTemplate,
  labelsPerPage,
  slotCorner,
  templateInfos,
  templates,
} from '../../shared/labels/templates.ts';
import { templateInfoSchema } from '../../shared/models/label.ts';

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

const labelBox = (template: LabelTemplate, slot: number): Box => {
  const { x, y } = slotCorner(template, slot);
  return box(x, y, template.label.width, template.label.height);
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

describe.each(templates)('$id', (template) => {
  const slots = [...Array(labelsPerPage(template)).keys()];

  test('keeps every label on the page and off its neighbours', () => {
    const page = box(0, 0, template.page.width, template.page.height);
    for (const one of slots) {
      expect(inside(labelBox(template, one), page)).toBe(true);
      for (const other of slots.slice(0, one))
        expect(apart(labelBox(template, one), labelBox(template, other))).toBe(true);
    }
  });

  test('places whatever it accepts inside the label, quiet zone white, SN complete', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'0AWi-_.xm中'), maxLength: 64 });
    const content = fc.record({
      title: fc.oneof(fc.string({ unit: fc.constantFrom(...'智能 Wi.'), maxLength: 90 }), letters),
      deviceSn: letters.filter((sn) => sn !== ''),
      modules: fc.integer({ min: 1, max: 8 }).map((version) => 17 + 4 * version),
    });
    fc.assert(
      fc.property(content, fc.constantFrom(...slots), (wanted, slot) => {
        const made = placeLabel(template, slot, wanted, measure);
        if (!made.ok) {
          expect(made.problem.code).toBe('label-does-not-fit');
          return;
        }
        const label = made.value;
        const outer = labelBox(template, slot);
        const free = box(
          outer.left + template.drift,
          outer.top + template.drift,
          template.label.width - 2 * template.drift,
          template.label.height - 2 * template.drift,
        );
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
          [module, template.module.step],
          [x, module],
          [y, module],
        ] as const)
          expect(length / unit).toBeCloseTo(Math.round(length / unit), 6);
      }),
      { numRuns: 400 },
    );
  });

  test('puts an ordinary title and SN below the code or beside it, never cut', () => {
    const wanted = { title: '智能电表 Smart', deviceSn: 'SN-2025-000042', modules: 25 };
    const made = placeLabel(template, 0, wanted, measure);
    if (!made.ok) throw new Error(made.problem.message);
    expect(made.value.title.map((line) => line.text).join(' ')).toBe(wanted.title);
    expect(made.value.sn).toHaveLength(1);
  });

  test('takes 64 characters in a group of 16, upper case or lower (versions 4 and 5)', () => {
    for (const [letter, modules] of [
      ['W', 33],
      ['m', 37],
    ] as const) {
      const wanted = { title: 'A title', deviceSn: letter.repeat(64), modules };
      const made = placeLabel(template, 0, wanted, measure);
      expect(made.ok, made.ok ? '' : made.problem.message).toBe(true);
    }
  });

  test('ends a long title with an ellipsis', () => {
    const wanted = { title: '很长的名称 '.repeat(40), deviceSn: 'SN-1', modules: 25 };
    const made = placeLabel(template, 0, wanted, measure);
    if (!made.ok) throw new Error(made.problem.message);
    expect(made.value.title.at(-1)?.text).toMatch(/…$/);
  });

  test('refuses a code that would be too fine to scan', () => {
    const wanted = { title: '', deviceSn: 'SN-1', modules: 177 };
    expect(placeLabel(template, 0, wanted, measure)).toMatchObject({
      ok: false,
      problem: { code: 'label-does-not-fit', params: { deviceSn: 'SN-1' } },
    });
  });
});

test('L7651 is the sheet that shops sell', () => {
  expect(templateInfos()).toContainEqual({
    id: 'l7651',
    name: expect.any(String),
    width: 38.1,
    height: 21.2,
    perPage: 65,
  });
  for (const info of templateInfos()) templateInfoSchema.parse(info);
  expect(findTemplate('l7652')).toMatchObject({ problem: { code: 'template-unknown' } });
});
