import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Station } from '../support/cli.ts';
import type { CloudKeys } from '../support/enos-client.ts';
import type { Json } from '../support/json.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { pulled } from './catalog-edits.ts';
import { House } from './house.ts';
import { freshDatabase, newMasterKey, StationClient, startService } from './support.ts';

/** One file carries a whole catalog from one cloud into another, through a station of each. */
const house = new House();

async function emptyCloud() {
  const args = ['--database-url', await freshDatabase(house.postgres.url)];
  const service = await startService(args, { LINESIDE_CLOUD_KEY: newMasterKey() });
  onTestFinished(() => service[Symbol.asyncDispose]());
  return service;
}

async function stationOf(keys: CloudKeys): Promise<Station> {
  const station = new Station(temporaryFolder(), { LINESIDE_VAULT_PASSPHRASE: 'long enough' });
  await station.connect(keys, 'lineside');
  await station.must(['catalog', 'pull']);
  return station;
}

/** A catalog item by item, without what is a cloud's own: when it changed. */
async function itemsOf(client: StationClient, secrets: boolean): Promise<Json[]> {
  return (await pulled(client))
    .flat()
    .map(({ kind, retired, body: { groupSecret, ...body } }) => ({
      ...{ kind, retired, body },
      ...(secrets ? { groupSecret } : {}),
    }))
    .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

test.each([true, false])(
  'from cloud to cloud, with secrets: %s',
  async (secrets) => {
    const there = await emptyCloud();
    const [from, to] = [await stationOf(house.service), await stationOf(there)];
    const file = join(from.data, 'carried.json');
    const more = secrets ? ['--with-secrets', '--reason', 'second plant'] : [];
    await from.must(['catalog', 'export', file, ...more]);
    const groups = (await itemsOf(house.client, false)).filter(
      ({ kind }) => kind === 'registrationGroup',
    );
    const imported = await to.must(['catalog', 'import', file]);
    expect(imported.json).toEqual([
      { saved: true, uses: [], groups: groups.length, secretsRefused: 0 },
    ]);
    const client = new StationClient(there);
    expect(await itemsOf(client, secrets)).toEqual(await itemsOf(house.client, secrets));
    // The station that brought it works with it at once: it has what the cloud has, secrets too.
    const listed = (await to.must(['catalog', 'list'])).json;
    const held = listed.filter(({ kind }) => kind === 'registrationGroup');
    expect(held.map(({ secretHeld }) => secretHeld)).toEqual(groups.map(() => true));
    expect((await to.register(['SN-1'], ['--group', 'MIG'])).code).toBe(0);
    const all = await pulled(client);
    const twice = await to.must(['catalog', 'import', file]);
    expect(twice.json[0]).toMatchObject({ saved: true });
    expect(await pulled(client)).toEqual(all);
  },
  120_000,
);

test('what is in use is printed and not saved without --accept; without a network nothing changes', async () => {
  const there = await emptyCloud();
  const station = await stationOf(there);
  const file = join(station.data, 'file.json');
  const lineOf = (identifiers: string[]) => ({
    gateways: [{ id: 'g', name: 'G' }],
    masterDataGroups: [
      {
        id: 'm',
        name: 'M',
        assetType: 'Pump',
        masterData: identifiers.map((identifier) => ({
          identifier,
          name: identifier,
          type: 'String',
        })),
      },
    ],
    registrationGroups: [{ groupId: 'PUMP', name: 'Pump', masterDataGroupId: 'm', gatewayId: 'g' }],
  });
  const write = (catalog: object) => writeFileSync(file, JSON.stringify(catalog));
  write(lineOf(['colour']));
  await station.must(['catalog', 'import', file]);
  const client = new StationClient(there);
  await client.create('PUMP', 'P-1', { deviceData: { deviceSn: 'P-1', colour: 'red' } });

  write(lineOf([]));
  const before = await pulled(client);
  const list = async () => (await station.must(['catalog', 'list'])).stdout;
  const listed = await list();
  const asked = await station.run(['catalog', 'import', file]);
  expect([asked.code, asked.json]).toEqual([
    1,
    [
      {
        saved: false,
        uses: [{ what: 'values', subject: 'colour', count: 1, samples: ['P-1'] }],
        groups: 0,
        secretsRefused: 0,
      },
    ],
  ]);
  expect(asked.stderr).toContain('--accept');
  expect(await pulled(client)).toEqual(before);
  expect(await list()).toBe(listed);
  const accepted = await station.must(['catalog', 'import', file, '--accept']);
  expect(accepted.json[0]).toMatchObject({ saved: true, groups: 1 });
  const narrow = await list();
  expect(narrow).not.toBe(listed);

  write({
    registrationGroups: [{ groupId: 'X', name: 'X', masterDataGroupId: 'no', gatewayId: 'g' }],
  });
  const misfit = await station.run(['catalog', 'import', file]);
  expect([misfit.code, misfit.json[0].problem.code]).toEqual([3, 'catalog-invalid']);
  expect(misfit.json[0].problem.message).toContain('"no", which is not there');
  expect((await station.run(['catalog', 'list', '--accept'])).code).toBe(2);

  await there.stop();
  write(lineOf(['colour', 'size']));
  const alone = await station.run(['catalog', 'import', file]);
  expect(alone.json[0].problem.code).toBe('catalog-needs-cloud');
  expect(alone.code).not.toBe(0);
  expect(await list()).toBe(narrow);
}, 120_000);
