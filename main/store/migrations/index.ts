import { sql as station } from './0001-station.ts';
import { sql as life } from './0002-life.ts';
import { sql as batchMasterData } from './0003-batch-master-data.ts';
import { sql as readMasterData } from './0004-read-master-data.ts';
import { sql as notedReads } from './0005-noted-reads.ts';
import { sql as operators } from './0006-operators.ts';
import { sql as line } from './0007-line.ts';
import { sql as makers } from './0008-makers.ts';
import { sql as undo } from './0009-undo.ts';
import { sql as labelTemplates } from './0010-label-templates.ts';
import { sql as printLedger } from './0011-print-ledger.ts';
import { sql as printSkip } from './0012-print-skip.ts';
import { sql as deviceCount } from './0013-device-count.ts';
import { sql as labelSurvival } from './0014-label-survival.ts';
import { sql as imports } from './0015-imports.ts';
import { sql as search } from './0016-search.ts';
import { sql as audit } from './0017-audit.ts';
import { sql as handover } from './0018-handover.ts';
import { sql as batchTags } from './0019-batch-tags.ts';
import { sql as describedJobs } from './0020-described-jobs.ts';

/** One step of the schema. A step that has shipped is never edited: its text is checked by hash. */
export interface Migration {
  number: number;
  title: string;
  sql: string;
}

export const migrations: readonly Migration[] = [
  { number: 1, title: 'station', sql: station },
  { number: 2, title: 'life', sql: life },
  { number: 3, title: 'batch-master-data', sql: batchMasterData },
  { number: 4, title: 'read-master-data', sql: readMasterData },
  { number: 5, title: 'noted-reads', sql: notedReads },
  { number: 6, title: 'operators', sql: operators },
  { number: 7, title: 'line', sql: line },
  { number: 8, title: 'makers', sql: makers },
  { number: 9, title: 'undo', sql: undo },
  { number: 10, title: 'label-templates', sql: labelTemplates },
  { number: 11, title: 'print-ledger', sql: printLedger },
  { number: 12, title: 'print-skip', sql: printSkip },
  { number: 13, title: 'device-count', sql: deviceCount },
  { number: 14, title: 'label-survival', sql: labelSurvival },
  { number: 15, title: 'imports', sql: imports },
  { number: 16, title: 'search', sql: search },
  { number: 17, title: 'audit', sql: audit },
  { number: 18, title: 'handover', sql: handover },
  { number: 19, title: 'batch-tags', sql: batchTags },
  { number: 20, title: 'described-jobs', sql: describedJobs },
];
