import type { Database } from 'better-sqlite3';
import type { RegistrationGroup } from '../../shared/models/catalog.ts';
import type { Series } from '../../shared/models/series.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { type CompiledSeries, compileSeries } from '../../shared/serial/series/compile.ts';
import { findGroup } from '../catalog/catalog.ts';

/** A group whose SNs can be made. */
export interface MakingGroup {
  group: RegistrationGroup;
  raw: Series;
  series: CompiledSeries;
}

/** `group-unknown`, `maker-no-series`, `series-invalid`. */
export function seriesOf(db: Database, groupId: string): Result<MakingGroup> {
  const group = findGroup(db, groupId);
  return group ? seriesOfGroup(group) : fail('group-unknown', { groupId });
}

export function seriesOfGroup(group: RegistrationGroup): Result<MakingGroup> {
  if (!group.series) return fail('maker-no-series', { groupId: group.groupId });
  const series = compileSeries(group.series, group);
  return series.ok ? ok({ group, raw: group.series, series: series.value }) : series;
}
