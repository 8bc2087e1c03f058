import type { LabelDesign, LabelElement } from '../models/label-design.ts';
import { type DesignFault, mostDesignText } from '../models/template.ts';
import { type Problem, problem } from '../problems.ts';
import { pngFault } from './png-header.ts';
import { isInPlace, isInside } from './reach.ts';
import { secretsIn } from './secrets.ts';

/** Millimetres: packets give pitches in rounded inches. */
const nothing = 0.011;

/** Smallest label that anything can be printed on, millimetres a side. */
const smallestSide = 4;

/** What nobody can see on a label or in a list, and what turns a line round. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * What makes a design one that must not be kept, beyond what its schema says: geometry that no paper has, elements
 * that leave the label, texts and pictures that cannot be printed, secrets. Empty: it may be kept. What a scanner would say
 * of it is not judged here.
 */
export function designFaults(design: LabelDesign): DesignFault[] {
  const whole = [...paperFaults(design), ...contentFaults(design)];
  const weight = 'refused' as const;
  return [
    ...whole.map((each) => ({ element: null, weight, problem: each })),
    ...design.elements.flatMap((element) =>
      elementFaults(element, design).map((each) => ({
        element: element.id,
        weight,
        problem: each,
      })),
    ),
    ...secretsIn(design, null),
  ];
}

function paperFaults({ paper, drift }: LabelDesign): Problem[] {
  const { label } = paper;
  const least = Math.max(smallestSide, 2 * drift + 2);
  if (Math.min(label.width, label.height) < least)
    return [problem('template-label-small', { least })];
  if (paper.form === 'roll') return [];
  const { page, origin, pitch, columns, rows } = paper;
  const right = origin.x + (columns - 1) * pitch.x + label.width;
  const bottom = origin.y + (rows - 1) * pitch.y + label.height;
  const inside =
    origin.x > -nothing &&
    origin.y > -nothing &&
    right < page.width + nothing &&
    bottom < page.height + nothing;
  const apart =
    (columns === 1 || pitch.x > label.width - nothing) &&
    (rows === 1 || pitch.y > label.height - nothing);
  return [
    ...(inside ? [] : [problem('template-page-left', { right, bottom, ...page })]),
    ...(apart ? [] : [problem('template-labels-overlap')]),
  ];
}

function contentFaults(design: LabelDesign): Problem[] {
  const { layout, elements, parts, paper } = design;
  const found: Problem[] = [];
  if (JSON.stringify(design).length > mostDesignText) {
    found.push(problem('template-too-large', { limit: mostDesignText }));
  }
  if (invisible.test(design.name)) found.push(problem('template-unprintable', { field: 'name' }));
  if (layout === 'placed' && elements.length === 0) found.push(problem('template-empty'));
  if (layout === 'automatic' && elements.length > 0) {
    found.push(problem('template-field-bad', { field: 'elements' }));
  }
  const twice = elements.find(({ id }, at) => elements.findIndex((each) => each.id === id) < at);
  if (twice) found.push(problem('template-element-twice', { element: twice.id }));
  for (const part of parts) {
    if (invisible.test(part.name)) {
      found.push(problem('template-unprintable', { field: 'parts.name' }));
    }
    if (!isInside(part, { x: 0, y: 0, ...paper.label }))
      found.push(problem('template-part-outside', { part: part.name }));
  }
  return found;
}

function elementFaults(element: LabelElement, design: LabelDesign): Problem[] {
  const found: Problem[] = [];
  if (!isInPlace(element, design)) found.push(problem('template-element-outside'));
  const { kind } = element;
  if (kind !== 'line' && (element.width < 0.1 || element.height < 0.1)) {
    found.push(problem('template-element-flat'));
  }
  for (const text of textsOf(element)) {
    if (invisible.test(text)) found.push(problem('template-unprintable', { field: kind }));
  }
  const why = kind === 'image' ? pngFault(element.png) : null;
  return why ? [...found, why] : found;
}

/** Every text that a person typed into it. */
function textsOf(element: LabelElement): string[] {
  if (element.kind === 'text') return [element.text];
  if (!('payload' in element)) return [];
  return Object.values(element.payload).flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value : [],
  );
}
