import { drawLabel } from '../../../shared/labels/draw/draw-label.ts';
import type { Drawing } from '../../../shared/labels/draw/drawing.ts';
import { strongerDesigns } from '../../../shared/labels/physics/stronger.ts';
import type { LabelRecord } from '../../../shared/models/label.ts';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import type { CodeSurvival, Survival } from '../../../shared/models/survival.ts';
import { ok, type Result } from '../../../shared/problems.ts';
import { openFont } from '../font.ts';
import { type CodeMark, scoreCode, type Trials } from './score.ts';

export interface SurvivalJob {
  design: LabelDesign;
  /** As long as the catalog allows, where anybody knows, and usual: the first with which the codes can be drawn is used. */
  longest: LabelRecord | null;
  usual: LabelRecord;
  /** Also what would do better. */
  propose: boolean;
  trials: Trials;
}

/** A proposal reads at least so many of a hundred scans more. */
const worthwhile = 3;

/** Proposals that are tried for one code. */
const mostTried = 8;

/** How often each code of a label is read after what happens to labels. Problems: why a code cannot be drawn. */
export async function survivalOf(job: SurvivalJob): Promise<Result<Survival>> {
  const { design, longest, usual, propose, trials } = job;
  const under = longest && drawn(design, longest);
  const label = under?.ok ? under : drawn(design, usual);
  if (!label.ok) return label;
  const record = under?.ok ? (longest as LabelRecord) : usual;
  const codes: CodeSurvival[] = [];
  for (const { element, mark } of label.value.codes) {
    const score = await scoreCode(label.value.drawing, mark, design.target.dpi, trials);
    const code = { element, ...score };
    const stronger =
      propose && element !== null ? await strongest(design, code, record, trials) : null;
    codes.push({ ...code, stronger });
  }
  return ok({ longest: under?.ok === true, codes });
}

type Scored = Pick<CodeSurvival, 'element' | 'read' | 'of'>;

async function strongest(
  design: LabelDesign,
  { element: id, read, of }: Scored,
  record: LabelRecord,
  trials: Trials,
): Promise<CodeSurvival['stronger']> {
  let best: CodeSurvival['stronger'] = null;
  for (const other of strongerDesigns(design, id as string, record).slice(0, mostTried)) {
    const label = drawn(other, record);
    const code = label.ok && label.value.codes.find(({ element }) => element === id);
    const place = other.elements.find((element) => element.id === id);
    if (!code || !place) continue;
    const score = await scoreCode(label.value.drawing, code.mark, other.target.dpi, trials);
    if (score.read <= (best?.read ?? read + (worthwhile * of) / 100)) continue;
    const { x, y, width, height } = place;
    const level = place.kind === 'qr' ? place.level : null;
    best = { level, x, y, width, height, read: score.read, of: score.of };
  }
  return best;
}

interface DrawnCodes {
  drawing: Drawing;
  codes: { element: string | null; mark: CodeMark }[];
}

/** Element by element: a text that has no room is no reason not to look at the code. */
function drawn(design: LabelDesign, record: LabelRecord): Result<DrawnCodes> {
  const { width, height } = design.paper.label;
  const parts =
    design.layout === 'automatic'
      ? [{ id: null, part: design, isCode: true }]
      : design.elements.map((element) => ({
          id: element.id,
          part: { ...design, elements: [element] },
          isCode: 'payload' in element,
        }));
  const found: DrawnCodes = { drawing: { width, height, marks: [] }, codes: [] };
  for (const { id, part, isCode } of parts) {
    const made = drawLabel(part, record, openFont().measure);
    if (!made.ok && isCode) return made;
    if (!made.ok) continue;
    const { marks } = made.value;
    found.drawing = { ...found.drawing, marks: [...found.drawing.marks, ...marks] };
    for (const mark of marks) {
      if (mark.kind === 'modules' || mark.kind === 'bars') found.codes.push({ element: id, mark });
    }
  }
  return ok(found);
}
