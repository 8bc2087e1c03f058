import { z } from 'zod';
import type { Row } from '../../../shared/import/row.ts';
import { rowKinds } from '../../../shared/models/import.ts';
import { problemSchema } from '../../../shared/models/problem.ts';
import type { Outcome } from './outcome.ts';

/** A row that was not taken, as it is kept: enough to write it into a file that can be mended. */
export const refusalSchema = z.object({
  row: z.int(),
  kind: z.enum(rowKinds),
  column: z.string(),
  problem: problemSchema.nullable(),
  /** A key of `explanations`. */
  why: z.string().nullable(),
  proposals: z.array(z.string()),
  cells: z.array(z.string()),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** Null for a row that was taken, or that is no device's. */
export function refusalOf(outcome: Outcome, { cells }: Row): Refusal | null {
  switch (outcome.kind) {
    case 'asked':
    case 'conflict':
    case 'refused':
      break;
    default:
      return null;
  }
  const { row, kind, column, problem } = outcome;
  const proposals = kind === 'asked' ? outcome.proposals.map(({ deviceSn }) => deviceSn) : [];
  const why = kind === 'asked' ? outcome.why : null;
  return { row, kind, column, problem, why, proposals, cells: [...cells] };
}
