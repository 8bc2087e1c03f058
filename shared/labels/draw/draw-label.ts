import type { LabelRecord } from '../../models/label.ts';
import type { LabelDesign } from '../../models/label-design.ts';
import { fail, ok, type Result } from '../../problems.ts';
import type { Point } from '../paper.ts';
import { isInPlace } from '../reach.ts';
import type { Measure } from '../text.ts';
import { automaticMarks, settingOf } from './automatic.ts';
import type { Drawing, Mark } from './drawing.ts';
import { prepareElement } from './elements/element.ts';
import type { ElementDrawer, Letters } from './elements/ground.ts';

/**
 * Draws one label after the other of one template. `corner` is where the label's corner lies on its page, so that
 * codes stand on the page's dots; the drawing itself begins at 0.
 */
export type Drawer = (record: LabelRecord, corner?: Point) => Result<Drawing>;

const origin: Point = { x: 0, y: 0 };

/**
 * Reads a template once for many labels. What is wrong whatever the record: `label-element-outside`,
 * `label-image-wrong`, `label-text-wrong`, `label-field-unknown`; with a record: `label-does-not-fit`,
 * `label-element-too-small`, `label-code-unfit`, and what `encodePayloadSpec` says. Letters that the font has not are
 * thrown by `letters.check`.
 */
export function createDrawer(design: LabelDesign, letters: Letters): Result<Drawer> {
  const { width, height } = design.paper.label;
  const drawn = (marks: Result<Mark[]>): Result<Drawing> =>
    marks.ok ? ok({ width, height, marks: marks.value }) : marks;
  if (design.layout === 'automatic') {
    const setting = settingOf(design);
    return ok((record, corner = origin) => {
      letters.check?.(record.title);
      letters.check?.(record.deviceSn);
      return drawn(automaticMarks(setting, record, letters.measure, corner));
    });
  }
  const elements = prepared(design, letters);
  if (!elements.ok) return elements;
  return ok((record, corner = origin) => {
    const marks: Mark[] = [];
    for (const draw of elements.value) {
      const made = draw(record, corner);
      if (!made.ok) return made;
      marks.push(...made.value);
    }
    return ok({ width, height, marks });
  });
}

/** One label; for many of one template `createDrawer` is much quicker. */
export function drawLabel(
  design: LabelDesign,
  record: LabelRecord,
  measure: Measure,
): Result<Drawing> {
  const drawer = createDrawer(design, { measure });
  return drawer.ok ? drawer.value(record) : drawer;
}

function prepared(design: LabelDesign, letters: Letters): Result<ElementDrawer[]> {
  const drawers: ElementDrawer[] = [];
  for (const element of design.elements) {
    if (!isInPlace(element, design)) return fail('label-element-outside', { element: element.id });
    const made = prepareElement(element, design.target, letters);
    if (!made.ok) return made;
    drawers.push(made.value);
  }
  return ok(drawers);
}
