import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshStation, problemOf } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

test('two stations without a network: a batch, its catalog and a digest go from one to the other by file', async () => {
  await using one = await freshStation();
  await using other = await freshStation();
  const folder = temporaryFolder();
  const [catalog, batch, digest] = ['catalog', 'batch', 'digest'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const registered = await one.register(['SN-01', 'SN-02'], ['--batch', 'WO-1']);
  expect(registered.code).toBe(0);
  const made = await one.run(['handover', 'make', 'catalog', '--out', catalog]);
  expect(made.json[0]).toMatchObject({
    kind: 'catalog',
    fingerprint: expect.stringMatching(/^[0-9A-F]{4} /),
  });
  expect((await readFile(catalog)).includes('Secret')).toBe(false);
  expect(
    (await one.run(['handover', 'make', 'batch', '--batch', 'WO-1', '--out', batch])).code,
  ).toBe(0);
  expect((await one.run(['handover', 'make', 'duplicates', '--out', digest])).code).toBe(0);
  expect(
    (await one.run(['handover', 'take', batch, '--yes'])).json.at(-1)?.['problem'],
  ).toMatchObject({
    code: 'handover-own',
  });

  const looked = await other.run(['handover', 'take', batch, '--dry-run']);
  expect(looked.code).toBe(0);
  expect(looked.json[0]).toMatchObject({ trust: 'new', batch: { units: 2, fresh: 2 } });
  const wrong = await other.run(['handover', 'take', batch, '--yes', '--trust', 'ab'.repeat(32)]);
  expect([wrong.code, problemOf(wrong)?.code]).toEqual([1, 'handover-fingerprint']);
  const fingerprint = String(made.json[0]?.['fingerprint']);
  const taken = await other.run(['handover', 'take', batch, '--yes', '--trust', fingerprint]);
  expect([taken.code, taken.json[1]]).toMatchObject([
    0,
    { again: false, batchId: expect.any(String) },
  ]);
  const again = await other.run(['handover', 'take', batch, '--yes']);
  expect([again.code, again.json[1]]).toMatchObject([0, { again: true }]);
  expect((await other.run(['handover', 'take', digest, '--yes'])).code).toBe(0);
  const refused = await other.register(['SN-01', 'SN-03'], ['--batch', 'WO-1']);
  expect(refused.json.map(({ verdict }) => verdict)).toEqual(
    expect.arrayContaining(['seen', 'accepted']),
  );
  const { json } = await other.run(['handover', 'stations']);
  expect(json[0]).toMatchObject({ digest: { count: 2 }, units: 2, fingerprint });

  const damaged = await readFile(catalog);
  damaged[damaged.length - 5] = (damaged[damaged.length - 5] as number) ^ 1;
  await writeFile(catalog, damaged);
  const bad = await other.run(['handover', 'take', catalog, '--yes']);
  expect([bad.code, problemOf(bad)?.code]).toEqual([1, 'handover-changed']);
  const gone = await other.run([
    'handover',
    'forget',
    String(json[0]?.['id']),
    '--reason',
    'scrapped',
  ]);
  expect(gone.code).toBe(0);
});
