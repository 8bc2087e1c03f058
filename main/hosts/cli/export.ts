import { extname, join, resolve } from 'node:path';
import {
  type ExportTopic,
  exportFormats,
  exportStates,
  exportTopics,
} from '../../../shared/models/export.ts';
import { fail } from '../../../shared/problems.ts';
import { findAnyGroup } from '../../catalog/catalog.ts';
import { type ExportWish, exportBeside } from '../../export/export-beside.ts';
import { files } from '../../store/identity.ts';
import { exportCertificateCommand } from './certificate.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';
import { exportCodesCommand } from './export-codes.ts';
import { progressLine } from './progress.ts';
import { askedToEnd } from './signals.ts';
import { timeOf } from './time-of.ts';

const use =
  'export devices|batches|verdicts|operations|labels [--group G] [--batch TAG] [--search TEXT] [--state S] ' +
  '[--problem] [--from TIME] [--to TIME] [--columns all|import] [--format csv|xlsx|ndjson] --out FILE, or ' +
  'export devices --format enos [--template FILE] --out FOLDER';

/** `export WHAT ... --out FILE`: those rows, oldest first, in the format that is said or that the file's name ends with. */
export async function exportCommand(args: string[]): Promise<Status> {
  const [what, ...more] = args;
  if (what === 'codes') return exportCodesCommand(more);
  if (what === 'certificate') return exportCertificateCommand(more);
  const topic = exportTopics.find((each) => each === what);
  if (topic === undefined) misuse(use);
  const { values } = options(more, {
    group: { type: 'string' },
    batch: { type: 'string' },
    search: { type: 'string' },
    state: { type: 'string' },
    problem: { type: 'boolean' },
    from: { type: 'string' },
    to: { type: 'string' },
    columns: { type: 'string', default: 'all' },
    format: { type: 'string' },
    template: { type: 'string' },
    out: { type: 'string' },
  });
  const { group: groupId, batch: batchTag, search, state, out } = values;
  if (out === undefined) misuse(use);
  const columns = (['all', 'import'] as const).find((each) => each === values.columns);
  const ending = values.format ?? extname(out).slice(1).toLowerCase();
  const format = exportFormats.find((each) => each === ending);
  if (format === undefined || columns === undefined) misuse(use);
  const isEnos = format === 'enos';
  if (isEnos ? topic !== 'devices' : values.template !== undefined) misuse(use);
  if (values.problem && topic !== 'devices') misuse('--problem is of devices');
  checkState(topic, state);
  const choice = {
    groupId,
    batchTag,
    search,
    state,
    problem: values.problem ? (true as const) : undefined,
    from: timeOf(values.from, '--from'),
    to: timeOf(values.to, '--to'),
  };
  const file = resolve(out);
  return withStation(values.data, async ({ parts: { store } }) => {
    if (groupId !== undefined && !findAnyGroup(store.db, groupId)) {
      unwrap(fail('group-unknown', { groupId }));
    }
    const template = values.template === undefined ? null : resolve(values.template);
    const wish: ExportWish = isEnos
      ? { format, choice, file, template }
      : { topic, choice, columns, format, file };
    const { rows, files: parts } = await watched(join(store.folder, files.database), wish);
    print({ file, [topic]: rows, ...(parts === undefined ? {} : { files: parts }) });
    return 0;
  });
}

/** Until it is done; Ctrl-C and SIGTERM end it without a trace. @throws its problem */
async function watched(database: string, wish: ExportWish) {
  const line = progressLine();
  const exporting = exportBeside(database, wish, line.heard);
  void askedToEnd().then(exporting.stop);
  const done = await exporting.done;
  line.end();
  return unwrap(done);
}

function checkState(topic: ExportTopic, state: string | undefined): void {
  const known = exportStates[topic];
  if (state === undefined || known.includes(state)) return;
  misuse(`--state of ${topic} takes ${known.join(', ')}, not "${state}"`);
}
