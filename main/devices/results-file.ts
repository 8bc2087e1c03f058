import type { Database } from 'better-sqlite3';
import { writeCsv } from '../../shared/csv.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { findJob, jobResults } from '../store/jobs.ts';

/** Rows read at a time. */
const page = 1000;

/** What became of each device of an action, as a CSV file to keep or to mend and use again. */
export function resultsFile(db: Database, id: string): Result<{ name: string; text: string }> {
  const job = findJob(db, id);
  if (!job) return fail('job-unknown');
  const rows: string[][] = [['groupId', 'deviceSn', 'result', 'code', 'reason']];
  for (let after = -1; ; ) {
    const items = jobResults(db, id, after, page);
    for (const { groupId, deviceSn, result, problem } of items) {
      rows.push([groupId, deviceSn, result, problem?.code ?? '', problem?.message ?? '']);
    }
    if (items.length < page) break;
    after = items.at(-1)?.place ?? after;
  }
  const day = new Date(job.startedAt).toISOString().slice(0, 10);
  return ok({ name: `${job.action}-${day}-${id.slice(0, 8)}.csv`, text: writeCsv(rows) });
}
