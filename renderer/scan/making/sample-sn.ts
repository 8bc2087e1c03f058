import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { Result } from '../../../shared/problems.ts';
import { localDay } from '../../../shared/serial/date-code.ts';
import { compileSeries } from '../../../shared/serial/series/compile.ts';

type GroupOf = Pick<RegistrationGroup, 'groupId' | 'modelId' | 'series'>;

/** The first SN of today's period, to look at; null where the group's SNs are read. */
export function sampleSn(
  group: GroupOf,
  batchTag: string,
  now: () => number,
): Result<string> | null {
  if (!group.series) return null;
  const series = compileSeries(group.series, group);
  if (!series.ok) return series;
  return series.value.snAt(series.value.first, {
    day: localDay(now()),
    batchTag: batchTag.trim() || null,
  });
}
