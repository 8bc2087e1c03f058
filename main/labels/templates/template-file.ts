import type { z } from 'zod';
import { designFaults } from '../../../shared/labels/design-faults.ts';
import { type LabelDesign, labelDesignSchema } from '../../../shared/models/label-design.ts';
import { type DesignFault, mostDesignText } from '../../../shared/models/template.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../shared/problems.ts';

/** A template as a file: JSON that says what it is. What comes from one is believed in nothing. */

const format = 'lineside-label-template';
const formatVersion = 1;

/** At most so many faults are told: the first are enough to see what kind of file it is. */
const mostTold = 20;

export const templateFile = (design: LabelDesign): { name: string; text: string } => ({
  name: `${design.id}-v${design.version}.label.json`,
  text: `${JSON.stringify({ format, formatVersion, design }, null, 2)}\n`,
});

/**
 * `design` is null where a field does not fit; `faults` names each field. `template-file-unreadable` where it is no
 * such file at all, `template-too-large`.
 */
export function readTemplateFile(
  text: string,
): Result<{ design: LabelDesign | null; faults: DesignFault[] }> {
  // Written with indents it is larger than what is kept.
  if (text.length > 2 * mostDesignText)
    return fail('template-too-large', { limit: mostDesignText });
  let file: { format?: unknown; formatVersion?: unknown; design?: unknown } | null;
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    return fail('template-file-unreadable', { detail: 'JSON' });
  }
  if (typeof file !== 'object' || file === null || file.format !== format) {
    return fail('template-file-unreadable', { detail: `format: ${format}` });
  }
  if (file.formatVersion !== formatVersion) {
    return fail('template-file-unreadable', { detail: `formatVersion: ${formatVersion}` });
  }
  const read = labelDesignSchema.safeParse(file.design);
  if (read.success) return ok({ design: read.data, faults: designFaults(read.data) });
  const faults = read.error.issues.slice(0, mostTold).map((issue) => ({
    element: elementAt(file.design, issue.path),
    weight: 'refused' as const,
    problem: fieldProblem(issue),
  }));
  return ok({ design: null, faults });
}

function fieldProblem(issue: z.core.$ZodIssue): Problem {
  const field = issue.path.map(String).join('.') || 'design';
  switch (issue.code) {
    case 'too_small':
      return problem('template-field-small', { field, least: Number(issue.minimum) });
    case 'too_big':
      return problem('template-field-large', { field, most: Number(issue.maximum) });
    case 'invalid_type':
      return issue.message.includes('undefined')
        ? problem('template-field-missing', { field })
        : problem('template-field-bad', { field });
    default:
      return problem('template-field-bad', { field });
  }
}

/** The id of the element that a fault is in, where the file gives it one. */
function elementAt(design: unknown, path: readonly PropertyKey[]): string | null {
  const [list, index] = path;
  if (list !== 'elements' || typeof index !== 'number') return null;
  const { elements } = design as { elements: ({ id?: unknown } | null)[] };
  const id = elements[index]?.id;
  return typeof id === 'string' ? id.slice(0, 40) : null;
}
