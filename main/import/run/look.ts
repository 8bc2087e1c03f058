import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { headingDoubt } from '../../../shared/import/mapping/heading-doubt.ts';
import type { Mapping } from '../../../shared/import/mapping/mapping.ts';
import { resolveMapping } from '../../../shared/import/mapping/resolve.ts';
import { headSignature, suggestMapping } from '../../../shared/import/mapping/suggest.ts';
import type { SourceChoice } from '../../../shared/import/source.ts';
import type { ImportLook } from '../../../shared/models/import.ts';
import { ok, problem, type Result } from '../../../shared/problems.ts';
import { findGroup, findMasterDataGroup } from '../../catalog/catalog.ts';
import { mappingFor } from '../../store/imports.ts';
import { unsureOf } from '../open-table.ts';
import { openRows } from './open-rows.ts';

/** Rows and characters that are shown. */
const mostRows = 20;
const mostColumns = 256;
const mostText = 200;

/** What a mapping is remembered under: the heading's names, and the group that they were chosen for. */
export const signatureOf = (head: readonly string[], groupId: string): string =>
  createHash('sha256')
    .update(`${groupId}\n${headSignature(head)}`)
    .digest('hex');

/** The mapping that was chosen before, or the one that the names of the columns suggest. */
export function mappingOf(
  db: Database,
  head: readonly string[],
  groupId: string | null,
): { mapping: Mapping; remembered: boolean } {
  const kept = groupId === null ? null : mappingFor(db, signatureOf(head, groupId));
  if (kept && resolveMapping(kept, head).ok) return { mapping: kept, remembered: true };
  const group = groupId === null ? null : findGroup(db, groupId);
  const template = group && findMasterDataGroup(db, group.masterDataGroupId);
  return { mapping: suggestMapping(head, template), remembered: false };
}

/** How a file looks, and what its columns probably are. Problems: those of `openRows`. */
export async function lookAt(
  db: Database,
  path: string,
  wish: { choice: SourceChoice; groupId: string | null },
): Promise<Result<ImportLook>> {
  const opened = await openRows(path, wish.choice);
  if (!opened.ok) return opened;
  const { table, head, heading } = opened.value;
  try {
    const rows: ImportLook['rows'] = [];
    for await (const batch of opened.value.rows()) {
      if (!batch.ok) break;
      for (const { row, cells } of batch.value.slice(0, mostRows - rows.length)) {
        rows.push({ row, cells: cells.slice(0, mostColumns).map(cut) });
      }
      if (rows.length >= mostRows) break;
    }
    // Letters say nothing of what stands below them.
    const { mapping, remembered } =
      wish.choice.heading === 0
        ? { mapping: [], remembered: false }
        : mappingOf(db, head, wish.groupId);
    const doubt = headingDoubt(heading, mapping, false)
      ? problem('import-heading-unsure', { row: heading.row })
      : null;
    const resolved = resolveMapping(mapping, head);
    return ok({
      kind: table.kind,
      encoding: table.encoding,
      delimiter: table.delimiter,
      unsure: unsureOf(table) ?? doubt,
      heading: { row: heading.row, confidence: heading.confidence },
      sheets: (table.sheet?.sheets ?? []).filter(({ hidden }) => !hidden).map(({ name }) => name),
      head: head.slice(0, mostColumns).map(cut),
      rows,
      mapping,
      remembered,
      problem: resolved.ok ? null : resolved.problem,
    });
  } finally {
    await table.close();
  }
}

const cut = (text: string): string =>
  text.length > mostText ? `${text.slice(0, mostText - 1)}…` : text;
