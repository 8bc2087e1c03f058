import type { Database } from 'better-sqlite3';
import { designFaults } from '../../../shared/labels/design-faults.ts';
import { drawLabel } from '../../../shared/labels/draw/draw-label.ts';
import { checkDesign } from '../../../shared/labels/physics/check-design.ts';
import type { LabelRecord } from '../../../shared/models/label.ts';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import type { DesignFault, DrawnLabel, ShownRecord } from '../../../shared/models/template.ts';
import { ok, ProblemError, type Result } from '../../../shared/problems.ts';
import { openFont } from '../font.ts';
import { anyDesign } from './designs.ts';
import { drawnMarks } from './drawn.ts';
import { longestRecord, sampleRecord, worstRecord } from './made-up.ts';

/** What a window wants to see. */
export interface DrawWish {
  /** The design itself, or the id of a template. */
  design: LabelDesign | string;
  record: ShownRecord;
  groupId?: string | undefined;
}

/**
 * A label for a screen, each element by itself: one that cannot be drawn says why and hides no other.
 * `template-unknown`, `device-unknown`.
 */
export function drawTemplate(
  db: Database,
  { design: wanted, record: whose, groupId }: DrawWish,
  recordOf: (device: { groupId: string; deviceSn: string }) => Result<LabelRecord>,
  now: { date: string; time: string },
): Result<DrawnLabel> {
  const found = typeof wanted === 'string' ? anyDesign(db, wanted) : ok(wanted);
  if (!found.ok) return found;
  const design = found.value;
  const made =
    whose === 'sample'
      ? ok(sampleRecord(db, groupId, now))
      : whose === 'worst'
        ? ok(worstRecord(db, groupId))
        : recordOf(whose);
  if (!made.ok) return made;
  const record = made.value;
  const parts =
    design.layout === 'automatic'
      ? [drawn(null, design, record)]
      : design.elements.map((element) =>
          drawn(element.id, { ...design, elements: [element] }, record),
        );
  const { width, height } = design.paper.label;
  const faults = withoutTwins([
    ...designFaults(design),
    ...checkDesign(design, record),
    ...longestFaults(design, longestRecord(db, groupId)),
  ]);
  return ok({ width, height, parts, faults, deviceSn: record.deviceSn });
}

function drawn(
  element: string | null,
  design: LabelDesign,
  record: LabelRecord,
): DrawnLabel['parts'][number] {
  const { file, measure, check } = openFont();
  try {
    const drawing = drawLabel(design, record, measure);
    if (!drawing.ok) return { element, marks: [], problem: drawing.problem };
    for (const mark of drawing.value.marks) if (mark.kind === 'text') check(mark.text);
    return { element, marks: drawnMarks(drawing.value, file), problem: null };
  } catch (error) {
    if (error instanceof ProblemError) return { element, marks: [], problem: error.problem };
    throw error;
  }
}

/** What comes only with data as long as it may be: most labels are printed all the same, and each is looked at then. */
function longestFaults(design: LabelDesign, longest: LabelRecord | null): DesignFault[] {
  const found = longest ? checkDesign(design, longest) : [];
  return found.map((finding) => ({ ...finding, weight: 'warned', longest: true }));
}

/** What the design alone is blamed for is not said again of its record. */
const withoutTwins = (faults: readonly DesignFault[]): DesignFault[] =>
  faults.filter(
    ({ element, problem }, at) =>
      faults.findIndex((each) => each.element === element && each.problem.code === problem.code) ===
      at,
  );
