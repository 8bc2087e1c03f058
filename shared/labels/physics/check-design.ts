import type { LabelRecord } from '../../models/label.ts';
import type { LabelDesign, LabelElement, PayloadSpec } from '../../models/label-design.ts';
import { type Problem, problem } from '../../problems.ts';
import { frameSides } from '../draw/shapes.ts';
import type { Finding } from '../finding.ts';
import type { Rectangle } from '../paper.ts';
import { encodePayloadSpec, isGs1 } from '../payloads/payloads.ts';
import { isInside, reachOf, safeAreas } from '../reach.ts';
import { secretsIn } from '../secrets.ts';
import { type CodeAsked, type Fit, fitCode } from './fit.ts';
import { waysOut } from './ways-out.ts';

type CodeElement = Extract<LabelElement, { payload: PayloadSpec }>;

/** A code of a design with what it takes of the label, quiet zone included. */
interface Standing {
  id: string | null;
  area: Rectangle;
  fit: Fit;
}

/** Floating point, in millimetres. */
const blur = 1e-6;

/**
 * What is wrong with a design under a record, at best the worst that it will meet: secrets, codes that a scanner
 * would not read from that printer, codes too near to an edge, to something else or to a neighbour's. Nothing
 * `refused` may be printed. What fits its box is `drawLabel`'s to say.
 */
export function checkDesign(design: LabelDesign, worst: LabelRecord): Finding[] {
  const findings = secretsIn(design, worst);
  const standing: Standing[] = [];
  for (const { id, asked, payload } of codesOf(design)) {
    const text = encodePayloadSpec(payload, worst);
    if (!text.ok) {
      findings.push(refused(id, text.problem));
      continue;
    }
    const code: CodeAsked = { ...asked, text: text.value, gs1: isGs1(payload) };
    const fit = fitCode(code);
    if (!fit || fit.dots === 0) {
      findings.push(refused(id, tooLarge(id, design, code, payload, worst)));
    } else if (id !== null) {
      standing.push({ id, area: placed(code, fit, design, id), fit });
    }
  }
  for (const code of standing) {
    findings.push(
      ...atEdge(code, design),
      ...crowded(code, design),
      ...nearNeighbour(code, design),
    );
  }
  return findings;
}

const refused = (element: string | null, why: Problem): Finding => ({
  element,
  weight: 'refused',
  problem: why,
});

function tooLarge(
  id: string | null,
  design: LabelDesign,
  code: CodeAsked,
  payload: PayloadSpec,
  { groupId, deviceSn }: LabelRecord,
): Problem {
  const fixed = payload.kind === 'own' ? groupId.length + deviceSn.length + 4 : deviceSn.length;
  const { explain, params } = waysOut(code, fixed);
  const about = { element: id ?? design.name, length: code.text.length, ...params };
  return problem('label-code-unreadable', explain === '' ? about : { ...about, explain });
}

interface CodePlan {
  id: string | null;
  payload: PayloadSpec;
  asked: Omit<CodeAsked, 'text' | 'gs1'>;
}

function codesOf(design: LabelDesign): CodePlan[] {
  const { target } = design;
  if (design.layout === 'placed') {
    return design.elements.filter(isCode).map((element) => ({
      id: element.id,
      payload: element.payload,
      asked: {
        symbology: element.kind,
        level: element.kind === 'qr' ? element.level : 'M',
        room: { width: element.width, height: element.height },
        target,
      },
    }));
  }
  const { label } = design.paper;
  // The smallest SN that is still readable stands below the code.
  const text = target.head === 'laser' ? 1.05 : 1.6;
  const room = {
    width: label.width - 2 * design.drift,
    height: label.height - 2 * design.drift - text,
  };
  const asked = { symbology: 'qr' as const, level: 'M' as const, room, target };
  return [{ id: null, payload: { kind: 'own' }, asked }];
}

const isCode = (element: LabelElement): element is CodeElement => 'payload' in element;

/** Where the code with its quiet zone comes to lie: in the middle of its box. */
function placed(
  { room }: CodeAsked,
  { taken }: Fit,
  { elements }: LabelDesign,
  id: string,
): Rectangle {
  const { x, y } = elements.find((element) => element.id === id) as LabelElement;
  const left = x + (room.width - taken.width) / 2;
  return { x: left, y: y + (room.height - taken.height) / 2, ...taken };
}

/** The code itself must stay on the label wherever within its drift the paper lies. */
function atEdge({ id, area }: Standing, design: LabelDesign): Finding[] {
  if (safeAreas(design).some((safe) => isInside(area, safe))) return [];
  const about = { element: id ?? '', drift: design.drift };
  return [refused(id, problem('label-code-edge', about))];
}

/** Whatever else stands in the quiet zone or on the code. */
function crowded({ id, area }: Standing, { elements }: LabelDesign): Finding[] {
  const other = elements.find((element) => element.id !== id && meets(blackened(element), area));
  if (!other) return [];
  return [refused(id, problem('label-code-crowded', { element: id ?? '', other: other.id }))];
}

/** What an element may blacken; a box only along its outline, within which a code may well stand. */
const blackened = (element: LabelElement): Rectangle[] =>
  element.kind === 'box' ? frameSides(element) : [reachOf(element)];

const meets = (areas: readonly Rectangle[], b: Rectangle): boolean =>
  areas.some(
    (a) =>
      a.x < b.x + b.width - blur &&
      b.x < a.x + a.width - blur &&
      a.y < b.y + b.height - blur &&
      b.y < a.y + a.height - blur,
  );

/**
 * A scanner that is held to one label must not see the next one's code first: apart by a third of the code, and by
 * 3 mm at least.
 */
function nearNeighbour({ id, area, fit }: Standing, { paper }: LabelDesign): Finding[] {
  const quiet = (side: number, modules: number) => (2 * fit.quiet * side) / modules;
  const dark = {
    width: area.width - quiet(area.width, fit.modules.width),
    height:
      fit.modules.height === 1 ? area.height : area.height - quiet(area.height, fit.modules.height),
  };
  const gaps: number[] = [];
  if (paper.form === 'sheet') {
    if (paper.columns > 1) gaps.push(paper.pitch.x - dark.width);
    if (paper.rows > 1) gaps.push(paper.pitch.y - dark.height);
  } else gaps.push(paper.label.height + paper.gap - dark.height);
  const gap = Math.min(...gaps);
  const least = Math.max(3, Math.min(dark.width, dark.height) / 3);
  if (gap >= least - blur) return [];
  const about = { element: id ?? '', gap: tenths(gap), least: tenths(least) };
  return [{ element: id, weight: 'warned', problem: problem('label-neighbours-near', about) }];
}

const tenths = (length: number): number => Math.round(length * 10) / 10;
