import { extname, resolve } from 'node:path';
import { fail } from '../../../shared/problems.ts';
import { findAnyGroup } from '../../catalog/catalog.ts';
import { type ExportFormat, exportDevices, exportFormats } from '../../export/export-devices.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';
import { exportCodesCommand } from './export-codes.ts';

const use = 'export devices [--group G] [--batch TAG] [--search TEXT] --out FILE.csv|.xlsx|.ndjson';

/** `export devices ... --out FILE`: devices, oldest first, in the format that the file's name ends with; `export codes`. */
export async function exportCommand(args: string[]): Promise<Status> {
  const [what, ...more] = args;
  if (what === 'codes') return exportCodesCommand(more);
  if (what !== 'devices') misuse(use);
  const { values } = options(more, {
    group: { type: 'string' },
    batch: { type: 'string' },
    search: { type: 'string' },
    out: { type: 'string' },
  });
  const { group: groupId, batch: batchTag, search, out } = values;
  if (out === undefined) misuse(use);
  const format = exportFormats.find((each) => extname(out).toLowerCase() === `.${each}`);
  if (format === undefined) misuse(use);
  return withStation(values.data, async ({ parts: { store } }) => {
    if (groupId !== undefined && !findAnyGroup(store.db, groupId)) {
      unwrap(fail('group-unknown', { groupId }));
    }
    const file = resolve(out);
    const wanted: { format: ExportFormat; file: string } = { format, file };
    const { devices } = unwrap(
      await exportDevices(store.db, { groupId, batchTag, search }, wanted),
    );
    print({ file, devices });
    return 0;
  });
}
