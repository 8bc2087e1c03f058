import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDifferences } from '../../../main/import/run/differences.ts';
import { batchByTag } from '../../../main/store/batches.ts';
import { asPlanned } from '../../../shared/import/deed.ts';
import { must } from '../../support/must.ts';
import { openStation } from '../../support/station.ts';
import { fileOf, groupId, imported, planned } from './support.ts';

const csv = 'SN;Remark\nAB-0101;a\nAB-0102;b\nAB-0103;c\nAB-0104;d\n';

test('an import that came as planned says so', async () => {
  const app = await openStation();
  const { id } = await imported(app, fileOf(csv));
  const { deed } = must(await app.parts.importer.get(id));
  expect(deed && asPlanned(deed)).toBe(true);
  expect(deed?.kinds[0]).toEqual({ kind: 'create', planned: 4, came: 4 });
});

test('what became something else than was planned is counted by row and reason: a unit scanned meanwhile, a batch that filled up', async () => {
  const app = await openStation();
  const { importer } = app.parts;
  const as = { role: 'admin' } as const;
  must(await app.call('batches.start', { groupId, tag: 'WO-1', target: 4 }, as));
  const batchId = batchByTag(app.parts.store.db, groupId, 'WO-1')?.id ?? null;
  const { id } = await planned(app, fileOf(csv), { batchId });
  const source = { kind: 'typed', name: '' } as const;
  must(await app.call('station.read', { text: 'AB-0102', source }, as));
  must(await app.call('station.read', { text: 'AB-0199', source }, as));
  must(await importer.start(id, 'admin', 'A. Li'));
  await importer.settled();
  const { deed, info } = must(await importer.get(id));
  expect(info.counts).toMatchObject({ create: 2, update: 1, refused: 1 });
  expect(deed?.kinds.filter(({ planned: was, came }) => was !== came)).toEqual([
    { kind: 'create', planned: 4, came: 2 },
    { kind: 'update', planned: 0, came: 1 },
    { kind: 'refused', planned: 0, came: 1 },
  ]);
  expect(deed?.differences).toMatchObject([
    { planned: 'create', came: 'update', problem: null, count: 1, rows: [3] },
    { planned: 'create', came: 'refused', problem: { code: 'batch-target-reached' }, rows: [5] },
  ]);
  // What was planned of each row is gone with the file; what differed stays.
  expect(existsSync(join(app.parts.store.folder, 'imports', id, 'planned.bin'))).toBe(false);
});

test('counting goes on from what was counted before a restart', () => {
  const outcome = { kind: 'unchanged', row: 9, deviceSn: 'AB-0101', repairs: [] } as const;
  const first = createDifferences([]);
  first.add('create', outcome);
  const second = createDifferences(first.list());
  second.add('create', { ...outcome, row: 10 });
  expect(second.total()).toBe(2);
  expect(second.list()).toMatchObject([{ came: 'unchanged', count: 2, rows: [9, 10] }]);
});
