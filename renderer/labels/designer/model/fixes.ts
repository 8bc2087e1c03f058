import type { WordParams } from '../../../../shared/fill.ts';
import { areaOf, isInPlace, keptIn, reachOf, safeAreas } from '../../../../shared/labels/reach.ts';
import type { LabelDesign, LabelElement } from '../../../../shared/models/label-design.ts';
import type { DesignFault } from '../../../../shared/models/template.ts';
import type { Problem } from '../../../../shared/problems.ts';
import { type Box, tidyBox } from './boxes.ts';
import { boxOf, change, elementOf } from './document.ts';

/** A way out of what is wrong that one press can take. */
export interface Fix {
  word: `design.fix.${'inside' | 'larger' | 'level' | 'lower' | 'shrink' | 'room' | 'data-matrix' | 'qr' | 'dpi' | 'laser' | 'apart'}`;
  params?: WordParams;
  apply: (design: LabelDesign) => LabelDesign;
}

const levels = ['L', 'M', 'Q', 'H'] as const;

/** All that one press can do about a fault, what changes least first. */
export function fixesOf({ element: id, problem }: DesignFault, design: LabelDesign): Fix[] {
  const element = elementOf(design, id);
  if (!element) return problem.code === 'label-code-unreadable' ? printerFixes(problem) : [];
  const box = boxOf(element);
  const area = areaOf(box, safeAreas(design));
  const to = (word: Fix['word'], part: object, params?: WordParams): Fix => ({
    word,
    ...(params ? { params } : {}),
    apply: (now) => change(now, element.id, part),
  });
  switch (problem.code) {
    case 'template-element-outside':
    case 'label-code-edge':
      return [to('design.fix.inside', tidyBox(keptIn(box, area)))];
    case 'template-element-flat': {
      const larger = { ...box, width: Math.max(1, box.width), height: Math.max(1, box.height) };
      return [to('design.fix.larger', keptIn(larger, area))];
    }
    case 'label-code-crowded':
      return apart(element, elementOf(design, String(problem.params?.other)), design);
    case 'label-code-unreadable':
      return [...codeFixes(element, problem, area), ...printerFixes(problem)];
    case 'label-does-not-fit':
    case 'label-element-too-small':
      if (element.kind === 'qr' && element.level !== 'L') {
        const level = levels[levels.indexOf(element.level) - 1];
        return [to('design.fix.lower', { level })];
      }
      return element.kind === 'text' && element.overflow === 'refuse'
        ? [to('design.fix.shrink', { overflow: 'shrink' })]
        : [];
    default:
      return [];
  }
}

/** What the station found to fit; see `waysOut` of `shared/labels/physics`. */
const offers = ({ params }: Problem, way: string): boolean =>
  String(params?.explain ?? '')
    .split(' ')
    .includes(way);

function codeFixes(element: LabelElement, problem: Problem, area: Box): Fix[] {
  if (!('payload' in element)) return [];
  const { level, needWidth, needHeight } = problem.params ?? {};
  const fixes: Fix[] = [];
  if (offers(problem, 'fix-level')) {
    fixes.push({
      word: 'design.fix.level',
      params: { level: String(level) },
      apply: (now) => change(now, element.id, { level }),
    });
  }
  const wanted = {
    ...boxOf(element),
    width: Math.max(element.width, Number(needWidth)),
    height: Math.max(element.height, Number(needHeight)),
  };
  if (offers(problem, 'fix-room') && wanted.width <= area.width && wanted.height <= area.height) {
    fixes.push({
      word: 'design.fix.room',
      params: { width: wanted.width, height: wanted.height },
      apply: (now) => change(now, element.id, tidyBox(keptIn(wanted, area))),
    });
  }
  for (const kind of ['data-matrix', 'qr'] as const) {
    if (!offers(problem, `fix-${kind}`)) continue;
    fixes.push({ word: `design.fix.${kind}`, apply: (now) => become(now, element.id, kind) });
  }
  return fixes;
}

function printerFixes(problem: Problem): Fix[] {
  const dpi = Number(problem.params?.needDpi) as LabelDesign['target']['dpi'];
  return (['dpi', 'laser'] as const).flatMap((way): Fix[] => {
    if (!offers(problem, `fix-${way}`)) return [];
    const head = way === 'laser' ? 'laser' : 'thermal';
    const apply = (now: LabelDesign) => ({ ...now, target: { head, dpi } as const });
    return [{ word: `design.fix.${way}`, params: { dpi }, apply }];
  });
}

/** The same payload as another code in the same place. */
function become(design: LabelDesign, id: string, kind: 'qr' | 'data-matrix'): LabelDesign {
  const elements = design.elements.map((element): LabelElement => {
    if (element.id !== id || !('payload' in element)) return element;
    const { x, y, width, height, payload } = element;
    const kept = { id, x, y, width, height, payload };
    return kind === 'qr' ? { ...kept, kind, level: 'M' } : { ...kept, kind };
  });
  return { ...design, elements };
}

/** Moves what stands in a code's way beside, above or below it, as little as it takes, where nothing else is. */
function apart(code: LabelElement, other: LabelElement | null, design: LabelDesign): Fix[] {
  if (!other) return [];
  const reach = reachOf(other);
  const moves = [
    { x: code.x + code.width - reach.x, y: 0 },
    { x: code.x - reach.x - reach.width, y: 0 },
    { x: 0, y: code.y + code.height - reach.y },
    { x: 0, y: code.y - reach.y - reach.height },
  ].toSorted((a, b) => Math.abs(a.x + a.y) - Math.abs(b.x + b.y));
  const others = design.elements.filter(({ id, kind }) => id !== other.id && kind !== 'box');
  for (const by of moves) {
    const moved = {
      ...other,
      ...tidyBox({ ...boxOf(other), x: other.x + by.x, y: other.y + by.y }),
    };
    if (!isInPlace(moved, design)) continue;
    if (others.some((each) => meet(reachOf(each), reachOf(moved)))) continue;
    const { x, y } = moved;
    return [{ word: 'design.fix.apart', apply: (now) => change(now, other.id, { x, y }) }];
  }
  return [];
}

/** By more than rounding does. */
const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.011 &&
  b.x < a.x + a.width - 0.011 &&
  a.y < b.y + b.height - 0.011 &&
  b.y < a.y + a.height - 0.011;
