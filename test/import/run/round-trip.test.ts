import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { App } from '../../../main/app.ts';
import { exportTable } from '../../../main/export/export-table.ts';
import { files } from '../../../main/store/identity.ts';
import { openSnapshot } from '../../../main/store/open-database.ts';
import { must } from '../../support/must.ts';
import { openStation } from '../../support/station.ts';
import { temporaryFolder } from '../../support/temp-folder.ts';
import { fileOf, imported } from './support.ts';

/** What goes out comes in again as it was. */

const supplier = [
  'SN;备注;Lot;ratedPower;phase;remark;deviceName;regionId;orgId',
  'AB-0001;"roof; left ""A""";L1;5.25;one;=1+1;{"defaultValue":"Roof","i18nValue":{"zh-CN":"屋顶"}};beta;o-solar',
  'AB-0002;;;;;007;Cellar;;',
  'AB-0003;"two\nlines";L2;1e3;three;"""first\nsecond";;;',
].join('\r\n');

async function exported(app: App, format: 'csv' | 'ndjson' | 'xlsx'): Promise<string> {
  const file = join(temporaryFolder(), `devices.${format}`);
  const wish = { topic: 'devices', format, file, choice: {}, columns: 'import' } as const;
  const snapshot = openSnapshot(join(app.parts.store.folder, files.database));
  must(await exportTable(snapshot, wish));
  snapshot.close();
  return file;
}

test.each(['ndjson', 'csv', 'xlsx'] as const)(
  'devices exported as %s, imported elsewhere and exported again are the same file',
  async (format) => {
    const here = await openStation();
    const { info } = await imported(here, fileOf(supplier));
    expect(info.counts).toMatchObject({ create: 3, refused: 0, conflict: 0, asked: 0 });
    const first = await exported(here, format);
    const there = await openStation();
    const brought = await imported(there, first);
    expect(brought.info.counts).toMatchObject({ create: 3, refused: 0, conflict: 0, asked: 0 });
    const second = await exported(there, format);
    expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
    // Nor does it change anything where it came from.
    const again = await imported(here, first);
    expect(again.info.counts).toMatchObject({ create: 0, update: 0, unchanged: 3 });
  },
);
