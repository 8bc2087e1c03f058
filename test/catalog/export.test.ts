import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../cloud/catalog/file.ts';
import { createApp } from '../../main/app.ts';
import { catalogText, exportCatalog } from '../../main/catalog/export.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import { catalogMisfit } from '../../shared/catalog-rules.ts';
import {
  type CatalogFile,
  catalogFileSchema,
  masterDataTypes,
  reprovisionMethods,
} from '../../shared/models/catalog.ts';
import { checkDigits } from '../../shared/models/check-digits.ts';
import { Station, sampleCatalog } from '../support/cli.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { journalEvents } from './journal.ts';

const caller = { role: 'engineer' } as const;
const exported = async (app: Awaited<ReturnType<typeof openStation>>): Promise<string> =>
  (must(await app.call('catalog.export', {}, caller)) as { text: string }).text;

test('the sample comes out as it went in, without its secrets, and another station takes it', async () => {
  const text = await exported(await openStation());
  const sample = JSON.parse(readFileSync(sampleCatalog, 'utf8'));
  const secrets = sample.registrationGroups.map(
    (group: { groupSecret: string }) => group.groupSecret,
  );
  for (const secret of secrets) expect(text).not.toContain(secret);
  for (const group of sample.registrationGroups) delete group.groupSecret;
  expect(sortedLists(JSON.parse(text))).toEqual(sortedLists(catalogFileSchema.parse(sample)));
  const other = await openStation({ catalog: false });
  must(await other.call('catalog.import', { text }, caller));
  expect(await exported(other)).toBe(text);
});

test('what is retired stays behind, unless a group still links to it', async () => {
  const app = await openStation();
  const retire = async (kind: string, body: object) =>
    must(
      await app.call(
        'catalog.save',
        { edit: { kind, body, before: body, retired: true }, accept: true },
        caller,
      ),
    );
  const file = JSON.parse(await exported(app)) as CatalogFile;
  for (const environment of file.environments) await retire('environment', environment);
  for (const gateway of file.gateways) await retire('gateway', gateway);
  for (const group of file.masterDataGroups) await retire('masterDataGroup', group);
  const text = await exported(app);
  const after = JSON.parse(text) as CatalogFile;
  expect(after.environments).toEqual([]);
  const links = after.registrationGroups.map((group) => group.masterDataGroupId);
  expect(after.masterDataGroups.map((group) => group.id)).toEqual([...new Set(links)]);
  const other = await openStation({ catalog: false });
  must(await other.call('catalog.import', { text }, caller));
});

const short = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const ids = (max: number) => fc.uniqueArray(short, { minLength: 1, maxLength: max });
const names = fc.dictionary(fc.constantFrom('zh-CN', 'de'), short, { noNullPrototype: true });
const masterData = fc
  .uniqueArray(fc.tuple(short, fc.constantFrom(...masterDataTypes)), {
    selector: ([id]) => id,
    maxLength: 4,
  })
  .map((list) =>
    list.map(([identifier, type]) => ({
      identifier,
      type,
      name: identifier,
      items: ['a', '=1'],
      tags: { DPS: 'true', [identifier]: 'x' },
      ...(type === 'Boolean' ? { default: false } : {}),
      ...(type === 'StringI18n'
        ? { default: { defaultValue: identifier, i18nValue: { de: '' } } }
        : {}),
    })),
  );
const catalog = fc
  .tuple(ids(3), ids(3), ids(4), ids(3), masterData, masterData, names)
  .chain(([regions, gateways, groups, registration, one, two, translated]) =>
    fc.record({
      environments: fc.constant(
        regions.map((regionId) => ({ regionId, name: 'E', ous: [{ orgId: regionId, name: 'O' }] })),
      ),
      gateways: fc.constant(gateways.map((id) => ({ id, name: id, mqttUrl: 'tcp://x:1' }))),
      masterDataTemplates: fc.constant(two),
      masterDataGroups: fc.constant(
        groups.map((id) => ({ id, name: id, names: translated, assetType: 'A', masterData: one })),
      ),
      registrationGroups: fc.tuple(
        ...registration.map((groupId) =>
          fc.record({
            groupId: fc.constant(groupId),
            name: fc.constant(groupId),
            masterDataGroupId: fc.constantFrom(...groups),
            gatewayId: fc.constantFrom(...gateways),
            reprovisionMethod: fc.constantFrom(...reprovisionMethods),
            autoActivation: fc.boolean(),
            autoRegistration: fc.boolean(),
            privateModel: fc.boolean(),
            snRule: fc.record({
              checkDigit: fc.constantFrom(...checkDigits),
              pattern: fc.constant('[A-Z]+'),
            }),
          }),
        ),
      ),
    }),
  )
  .map((file) => catalogFileSchema.safeParse(file).data)
  .filter((file) => file !== undefined)
  .filter((file) => catalogMisfit(file, () => false) === null);

test('any catalog: exported, imported elsewhere and exported again it is the same; a cloud reads it too', async () => {
  const folder = temporaryFolder();
  let stations = 0;
  const through = async (text: string): Promise<string> => {
    const world = must(machineWorld({ folder: join(folder, `s${stations++}`), passphrase: 'x' }));
    const app = must(await createApp(world, { live: false }));
    try {
      must(await app.call('catalog.import', { text }, { role: 'engineer' }));
      return catalogText(exportCatalog(app.parts.store.db));
    } finally {
      await app.close();
    }
  };
  await fc.assert(
    fc.asyncProperty(catalog, async (file) => {
      const once = await through(JSON.stringify(file));
      expect(sortedLists(JSON.parse(once))).toEqual(sortedLists(file));
      expect(await through(once)).toBe(once);
      const path = join(folder, 'catalog.json');
      writeFileSync(path, once);
      if (once.includes('\\u0000')) return;
      expect((await readCatalog(path)).length).toBeGreaterThan(0);
    }),
    { numRuns: 20 },
  );
});

describe('on the command line', () => {
  const station = () => new Station(temporaryFolder());
  const secretsIn = (text: string) =>
    (JSON.parse(text) as CatalogFile).registrationGroups.map((group) => group.groupSecret ?? null);

  test('to stdout as one line, to a file for people; both without secrets', async () => {
    const there = station();
    await there.importCatalog();
    const printed = await there.run(['catalog', 'export']);
    expect(printed.json).toHaveLength(1);
    const file = join(there.data, 'out.json');
    const { json, code } = await there.run(['catalog', 'export', file]);
    expect([code, json]).toEqual([
      0,
      [{ file, groups: printed.json[0].registrationGroups.length, secrets: 0 }],
    ]);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toEqual(printed.json[0]);
    expect(secretsIn(text).every((secret) => secret === null)).toBe(true);
  });

  test('with secrets: a reason, a file of one’s own, a line in the audit before it', async () => {
    const there = station();
    await there.importCatalog();
    const file = join(there.data, 'secret.json');
    writeFileSync(file, 'old', { mode: 0o644 });
    const args = ['catalog', 'export', file, '--with-secrets', '--reason', 'to the second plant'];
    const { code, json, stdout, stderr } = await there.run(args);
    expect([code, json[0].secretsMissing]).toEqual([0, []]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const sample = JSON.parse(readFileSync(sampleCatalog, 'utf8')) as CatalogFile;
    const secrets = sample.registrationGroups.map((group) => group.groupSecret as string);
    expect(secretsIn(readFileSync(file, 'utf8')).toSorted()).toEqual(secrets.toSorted());
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
    expect(journalEvents(there.data, 'audited')).toMatchObject([
      {
        by: expect.stringMatching(/^command-line \(.+\)$/),
        what: 'catalog-exported-with-secrets',
        about: 'to the second plant',
      },
    ]);
  });

  test.for([
    [['--with-secrets'], 'FILE', {}, 2, 'usage'],
    [['--with-secrets', '--reason', ' '], 'FILE', {}, 2, 'usage'],
    [['--reason', 'why'], 'FILE', {}, 2, 'usage'],
    [['--with-secrets', '--reason', 'why'], null, {}, 2, 'usage'],
    [
      ['--with-secrets', '--reason', 'why'],
      'FILE',
      { LINESIDE_VAULT_PASSPHRASE: undefined },
      3,
      'vault-locked',
    ],
    [['--with-secrets', '--reason', 'why'], 'nowhere/FILE', {}, 3, 'file-unwritable'],
  ] as const)(
    'export %j to %s is refused and leaves no file',
    async ([more, name, env, status, why]) => {
      const there = station();
      await there.importCatalog();
      const file = name === null ? [] : [join(there.data, name)];
      const ended = await there.run(['catalog', 'export', ...file, ...more], { env });
      expect([ended.code, ended.json.at(-1).problem.code]).toEqual([status, why]);
      for (const path of file) expect(() => statSync(path)).toThrow('ENOENT');
    },
  );

  test('master data as CSV: out, checked and in again', async () => {
    const there = station();
    await there.importCatalog();
    const file = join(there.data, 'md.csv');
    expect(
      (await there.run(['catalog', 'csv', 'export', '--group', 'md-inverter', file])).code,
    ).toBe(0);
    const checked = await there.run(['catalog', 'csv', 'check', file]);
    const listed = await there.run(['catalog', 'list']);
    const group = listed.json.find((each) => each.id === 'md-inverter');
    expect([checked.code, checked.json]).toEqual([0, group.masterData]);
    writeFileSync(file, 'identifier,name,type\nx,X,Nonsense');
    const bad = await there.run(['catalog', 'csv', 'check', file]);
    expect([bad.code, bad.json.at(-1).problem.code]).toEqual([1, 'csv-invalid']);
    const none = await there.run(['catalog', 'csv', 'export', '--group', 'nobody']);
    expect([none.code, none.json.at(-1).problem.code]).toEqual([3, 'master-data-group-unknown']);
  });
});

test('the calls for a CSV say the same', async () => {
  const app = await openStation();
  const written = must(
    await app.call('catalog.writeCsv', { masterDataGroupId: 'md-inverter' }, caller),
  ) as {
    name: string;
    text: string;
  };
  expect(written.name).toBe('master-data-md-inverter.csv');
  const read = must(await app.call('catalog.readCsv', { text: written.text }, caller));
  const group = (JSON.parse(await exported(app)) as CatalogFile).masterDataGroups.find(
    ({ id }) => id === 'md-inverter',
  );
  expect(read).toEqual({ masterData: group?.masterData });
  const nobody = await app.call('catalog.writeCsv', { masterDataGroupId: 'nobody' }, caller);
  expect(mustFail(nobody).code).toBe('master-data-group-unknown');
});

/** A station lists by identifier; a file as it was written. */
function sortedLists(file: object): object {
  const key = (one: object) => JSON.stringify(one);
  return Object.fromEntries(
    Object.entries(file).map(([name, list]) => [
      name,
      (list as object[]).toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
    ]),
  );
}
