import type { Database } from 'better-sqlite3';
import { doctorRule } from '../../../shared/import/doctor/rule.ts';
import { isRoundedColumn } from '../../../shared/import/doctor/sn.ts';
import { headingDoubt } from '../../../shared/import/mapping/heading-doubt.ts';
import { type Resolved, resolveMapping } from '../../../shared/import/mapping/resolve.ts';
import type { ImportOptions } from '../../../shared/models/import.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { valuesMisfit } from '../../../shared/registration-data.ts';
import { findGroup, findMasterDataGroup, hasTarget } from '../../catalog/catalog.ts';
import { batchById } from '../../store/batches.ts';
import type { Ground } from './judge-row.ts';
import type { OpenRows } from './open-rows.ts';

/** SNs looked at to see whether a spreadsheet rounded their column. */
const sampled = 1000;

/**
 * Everything that decides what becomes of a file's rows, as the station is now. Problems: of the mapping (`resolveMapping`),
 * `import-heading-unsure`, `group-unknown`, `rule-invalid`, `batch-unknown`, `batch-finished`, `environment-unknown`, `value-misfit`.
 */
export async function prepareGround(
  db: Database,
  open: OpenRows,
  options: ImportOptions,
  now: () => number,
): Promise<Result<Ground>> {
  const { groupId, batchId, allocateTo } = options;
  const group = findGroup(db, groupId);
  if (!group) return fail('group-unknown', { groupId });
  const masterDataGroup = findMasterDataGroup(db, group.masterDataGroupId);
  const rule = doctorRule(group.snRule, groupId, { modelId: group.modelId, now });
  if (!rule.ok) return rule;
  const resolved = resolveMapping(options.mapping, open.head);
  if (!resolved.ok) return resolved;
  const first = resolved.value.deviceSn(open.head).trim();
  const isSn = group.snRule.pattern !== undefined && rule.value.check(first) === null;
  if (headingDoubt(open.heading, options.mapping, isSn)) {
    return fail('import-heading-unsure', { row: open.heading.row });
  }
  const batch = batchId === null ? null : batchById(db, batchId);
  if (batchId !== null && batch?.groupId !== groupId) return fail('batch-unknown');
  if (batch?.state === 'finished') return fail('batch-finished');
  if (allocateTo && !hasTarget(db, allocateTo)) {
    return fail('environment-unknown', { target: `${allocateTo.regionId}/${allocateTo.orgId}` });
  }
  const wrong = valuesMisfit(masterDataGroup, constantsOf(resolved.value));
  if (wrong) return { ok: false, problem: wrong };
  return ok({
    head: open.head,
    delimiter: open.table.delimiter?.delimiter ?? null,
    group,
    masterDataGroup,
    rule: rule.value,
    resolved: resolved.value,
    rounded: isRoundedColumn(await someSns(open, resolved.value)),
    batch,
    room: batch?.target == null ? null : Math.max(0, batch.target - batch.accepted),
    allocateTo,
    answers: new Map(options.answers.map(({ row, deviceSn }) => [row, deviceSn])),
  });
}

/** What stands in no row: it fits, or the mapping is wrong. */
const constantsOf = ({ masterData }: Resolved) =>
  Object.fromEntries(
    masterData.flatMap(({ identifier, constant }) =>
      constant === undefined || typeof constant === 'string' ? [] : [[identifier, constant]],
    ),
  );

async function someSns(open: OpenRows, { deviceSn }: Resolved): Promise<string[]> {
  const texts: string[] = [];
  for await (const batch of open.rows()) {
    if (!batch.ok) break;
    for (const { cells } of batch.value) texts.push(deviceSn(cells).trim());
    if (texts.length >= sampled) break;
  }
  return texts;
}
