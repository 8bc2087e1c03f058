import { areaOf, keptIn, safeAreas } from '../../../../shared/labels/reach.ts';
import type { LabelDesign, LabelElement } from '../../../../shared/models/label-design.ts';
import { type Box, tidy, tidyBox } from './boxes.ts';

/** Everything that can be done to a design. Each answers a new one, or the very same where nothing changes. */

export const elementOf = (design: LabelDesign, id: string | null): LabelElement | null =>
  design.elements.find((element) => element.id === id) ?? null;

/** What an element covers for a hand: a line of no height can be taken hold of all the same. */
export const boxOf = ({ x, y, width, height }: LabelElement): Box => ({ x, y, width, height });

export function change(design: LabelDesign, id: string, part: object): LabelDesign {
  const before = elementOf(design, id);
  if (
    !before ||
    Object.entries(part).every(([name, value]) => Reflect.get(before, name) === value)
  ) {
    return design;
  }
  return withElements(design, (element) =>
    element.id === id ? ({ ...element, ...part } as LabelElement) : element,
  );
}

const withElements = (
  design: LabelDesign,
  map: (element: LabelElement) => LabelElement,
): LabelDesign => ({ ...design, elements: design.elements.map(map) });

/** By so many millimetres, as far as the safe area goes. */
export function nudge(design: LabelDesign, id: string, x: number, y: number): LabelDesign {
  const element = elementOf(design, id);
  if (!element) return design;
  const box = boxOf(element);
  const moved = { ...box, x: tidy(box.x + x), y: tidy(box.y + y) };
  return change(design, id, keptIn(moved, areaOf(box, safeAreas(design))));
}

/** Arrow keys with Ctrl: wider or narrower from its upper left corner. */
export function stretch(design: LabelDesign, id: string, x: number, y: number): LabelDesign {
  const element = elementOf(design, id);
  if (!element) return design;
  const box = boxOf(element);
  const area = areaOf(box, safeAreas(design));
  const flat = element.kind === 'line';
  const side = (length: number, more: number, most: number) =>
    tidy(Math.max(flat ? 0 : 0.5, Math.min(length + more, most)));
  return change(design, id, {
    width: side(box.width, x, area.x + area.width - box.x),
    height: side(box.height, y, area.y + area.height - box.y),
  });
}

export function add(design: LabelDesign, element: LabelElement): LabelDesign {
  const [first] = safeAreas(design) as [Box, ...Box[]];
  const placed = tidyBox(keptIn(boxOf(element), areaOf(boxOf(element), [first])));
  const made = { ...element, id: freeId(design, element.kind), ...placed };
  return { ...design, layout: 'placed', elements: [...design.elements, made] };
}

export function duplicate(design: LabelDesign, id: string): LabelDesign {
  const element = elementOf(design, id);
  if (!element) return design;
  const area = areaOf(boxOf(element), safeAreas(design));
  const box = keptIn({ ...boxOf(element), x: element.x + 2, y: element.y + 2 }, area);
  const copy = { ...element, id: freeId(design, element.kind), ...tidyBox(box) };
  return { ...design, elements: [...design.elements, copy] };
}

export function remove(design: LabelDesign, id: string): LabelDesign {
  const elements = design.elements.filter((element) => element.id !== id);
  return elements.length === design.elements.length ? design : { ...design, elements };
}

/** Towards the front (+1: painted later) or the back (-1). */
export function reorder(design: LabelDesign, id: string, by: 1 | -1): LabelDesign {
  const from = design.elements.findIndex((element) => element.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= design.elements.length) return design;
  const elements = [...design.elements];
  const [moved] = elements.splice(from, 1);
  elements.splice(to, 0, moved as LabelElement);
  return { ...design, elements };
}

/** A name that no element has: `qr`, `qr-2`. */
function freeId({ elements }: LabelDesign, kind: string): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? kind : `${kind}-${n}`;
    if (!elements.some((element) => element.id === id)) return id;
  }
}
