import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../renderer/labels/designer/model/boxes.ts';
import {
  add,
  change,
  duplicate,
  nudge,
  remove,
  reorder,
  stretch,
} from '../../renderer/labels/designer/model/document.ts';
import { begin, redo, rest, step, undo } from '../../renderer/labels/designer/model/history.ts';
import { freeTemplateId } from '../../renderer/labels/designer/model/names.ts';
import { elementKinds, newElement } from '../../renderer/labels/designer/model/new-element.ts';
import { handles, snapMove, snapResize } from '../../renderer/labels/designer/model/snap.ts';
import { designFaults } from '../../shared/labels/design-faults.ts';
import { areaOf, safeAreas } from '../../shared/labels/reach.ts';
import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';
import { sampleDesign } from '../support/sample-design.ts';

const tag: LabelDesign = {
  ...sampleDesign,
  paper: { form: 'roll', label: { width: 100, height: 30 }, gap: 3, sensing: 'gap' },
  parts: [
    { name: 'unit', x: 0, y: 0, width: 50, height: 30 },
    { name: 'box', x: 50, y: 0, width: 50, height: 30 },
  ],
};

type Act = (design: LabelDesign) => LabelDesign;
const millimetres = fc.double({ min: -60, max: 120, noNaN: true });
const act: fc.Arbitrary<Act> = fc
  .record({ n: fc.nat(9), x: millimetres, y: millimetres, kind: fc.constantFrom(...elementKinds) })
  .chain(({ n, x, y, kind }) => {
    const id = (design: LabelDesign) =>
      design.elements[n % (design.elements.length || 1)]?.id ?? '';
    return fc.constantFrom<Act>(
      (design) => add(design, newElement(kind, design)),
      (design) => duplicate(design, id(design)),
      (design) => remove(design, id(design)),
      (design) => reorder(design, id(design), n % 2 ? 1 : -1),
      (design) => nudge(design, id(design), x, y),
      (design) => stretch(design, id(design), x, y),
      (design) => change(design, id(design), { fontSize: 2 + n }),
    );
  });

describe('undo', () => {
  test('takes back everything that was done, and redo does it again', () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 30 }),
        fc.constantFrom(sampleDesign, tag),
        (acts, start) => {
          let history = begin(start);
          for (const each of acts) history = step(history, each(history.present));
          const end = history.present;
          const steps = history.past.length;
          for (let n = 0; n < steps; n++) history = undo(history);
          expect(history.present).toBe(start);
          expect(undo(history)).toBe(history);
          for (let n = 0; n < steps; n++) history = redo(history);
          expect(history.present).toBe(end);
          expect(redo(history)).toBe(history);
        },
      ),
    );
  });

  test('takes one drag as one step, and two drags as two', () => {
    let history = begin(0);
    for (const at of [1, 2, 3]) history = step(history, at, 'drag code');
    history = rest(history);
    for (const at of [4, 5]) history = step(history, at, 'drag code');
    expect(undo(history).present).toBe(3);
    expect(undo(undo(history)).present).toBe(0);
  });

  test('what is done after undo takes the place of what was undone', () => {
    const history = step(undo(step(begin('a'), 'b')), 'c');
    expect(redo(history).present).toBe('c');
    expect(undo(history).present).toBe('a');
  });
});

const inside = (box: Box, area: Box) => {
  const blur = 1e-9;
  expect(box.x).toBeGreaterThanOrEqual(area.x - blur);
  expect(box.y).toBeGreaterThanOrEqual(area.y - blur);
  expect(box.x + box.width).toBeLessThanOrEqual(area.x + area.width + blur);
  expect(box.y + box.height).toBeLessThanOrEqual(area.y + area.height + blur);
};
const boxes = fc.record({
  x: millimetres,
  y: millimetres,
  width: fc.double({ min: 0, max: 80, noNaN: true }),
  height: fc.double({ min: 0, max: 80, noNaN: true }),
});
const others = fc.array(boxes, { maxLength: 6 });

describe('snapping', () => {
  test('never lets anything leave its part of the label, however it is dragged or pulled', () => {
    fc.assert(
      fc.property(
        boxes,
        others,
        fc.constantFrom(...handles),
        millimetres,
        millimetres,
        fc.constantFrom(sampleDesign, tag),
        (box, near, handle, x, y, design) => {
          const around = { areas: safeAreas(design), others: near, reach: 1 };
          inside(snapMove(box, around).box, areaOf(box, around.areas));
          const { box: pulled } = snapResize(box, handle, { x, y }, around);
          inside(pulled, areaOf(box, around.areas));
        },
      ),
    );
  });

  test('goes at most as far as its reach or half a step of the grid, away from the edges', () => {
    const area = [{ x: 0, y: 0, width: 100, height: 100 }];
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 60, noNaN: true }),
        others,
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        (at, near, reach) => {
          const box = { x: at, y: at, width: 10, height: 10 };
          const { box: moved } = snapMove(box, { areas: area, others: near, reach });
          expect(Math.abs(moved.x - at)).toBeLessThanOrEqual(Math.max(reach, 0.25) + 0.006);
        },
      ),
    );
  });

  test('finds edges and middles of others, shows the line, and falls back on the half millimetre', () => {
    const areas = [{ x: 1, y: 1, width: 48, height: 28 }];
    const code = { x: 2, y: 2, width: 20, height: 20 };
    const around = { areas, others: [code], reach: 0.6 };
    const under = snapMove({ x: 2.4, y: 23.1, width: 10, height: 4 }, around);
    expect(under.box).toEqual({ x: 2, y: 23, width: 10, height: 4 });
    expect(under.guides).toContainEqual({ axis: 'x', at: 2 });
    const middle = snapMove({ x: 30.3, y: 9.6, width: 10, height: 4 }, around);
    expect(middle.box.y).toBe(10);
    expect(middle.guides).toContainEqual({ axis: 'y', at: 12 });
    const right = snapResize({ x: 30, y: 5, width: 10, height: 4 }, 'e', { x: 48.7, y: 0 }, around);
    expect(right.box).toEqual({ x: 30, y: 5, width: 19, height: 4 });
  });
});

test('new elements of every kind fit the smallest label and the tag, and may be kept', () => {
  const small: LabelDesign = {
    ...sampleDesign,
    paper: { form: 'roll', label: { width: 25.4, height: 10 }, gap: 3, sensing: 'gap' },
    elements: [],
  };
  for (const design of [small, { ...tag, elements: [] }]) {
    const full = elementKinds.reduce<LabelDesign>(
      (made, kind) => add(made, newElement(kind, made)),
      design,
    );
    expect(designFaults(labelDesignSchema.parse(full))).toEqual([]);
    expect(new Set(full.elements.map(({ id }) => id)).size).toBe(elementKinds.length);
  }
});

test('a template gets an id of its name that no other has', () => {
  expect(freeTemplateId('Inverter  Front!', [])).toBe('inverter-front');
  expect(freeTemplateId('逆变器', ['label', 'label-2'])).toBe('label-3');
});
