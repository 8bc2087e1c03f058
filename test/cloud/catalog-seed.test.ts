import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { change, datum, item, mustSave, pulled } from './catalog-edits.ts';
import {
  freshDatabase,
  newMasterKey,
  refusedStart,
  StationClient,
  sql,
  startService,
  tempFolder,
} from './support.ts';

/** A catalog file, a service that is started with it again and again, and people who edit meanwhile. */
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const group = (by: object = {}) => ({
  groupId: 'G',
  name: 'G',
  masterDataGroupId: 'm',
  gatewayId: 'g',
  ...by,
});
const file = (by: object = {}) => ({
  environments: [{ regionId: 'r', name: 'R' }],
  gateways: [{ id: 'g', name: 'G' }],
  masterDataTemplates: [datum('colour')],
  masterDataGroups: [{ id: 'm', name: 'M', assetType: 'Pump', masterData: [] }],
  registrationGroups: [group({ groupSecret: 'from the file' })],
  ...by,
});

async function seeding() {
  const folder = await tempFolder();
  const database = await freshDatabase(postgres.url);
  const env = { LINESIDE_CLOUD_KEY: newMasterKey() };
  const path = join(folder, 'catalog.json');
  const args = ['--database-url', database, '--seed', path];
  return {
    database,
    /** Starts with this file, does some work with it, and ends. */
    async run<T>(catalog: object, work: (client: StationClient) => Promise<T>): Promise<T> {
      await writeFile(path, JSON.stringify(catalog));
      await using service = await startService(args, env);
      return await work(new StationClient(service));
    },
    async refused(catalog: object) {
      await writeFile(path, JSON.stringify(catalog));
      return refusedStart(args, env);
    },
  };
}

test('everything of a file is there, templates too; the same file again moves nothing', async () => {
  const { run } = await seeding();
  const first = await run(file(), pulled);
  expect(first.flat().map(({ kind }) => kind)).toEqual([
    'environment',
    'gateway',
    'masterDataTemplate',
    'masterDataGroup',
    'registrationGroup',
  ]);
  expect(first.flat().at(-1)?.body.groupSecret).toBe('from the file');
  expect(await run(file(), pulled)).toEqual(first);
});

test('what people edited since is theirs, until the file says something new', async () => {
  const { run } = await seeding();
  await run(file(), async (client) => {
    await mustSave(client, await change(client, 'gateway', 'g', { name: 'By hand' }));
    const secret = { groupSecret: 'by hand' };
    await mustSave(client, await change(client, 'registrationGroup', 'G', {}, secret));
    await mustSave(client, await change(client, 'environment', 'r', {}, { retired: true }));
  });
  const edited = await run(file(), async (client) => {
    expect((await item(client, 'gateway', 'g')).body.name).toBe('By hand');
    expect((await item(client, 'registrationGroup', 'G')).body.groupSecret).toBe('by hand');
    expect((await item(client, 'environment', 'r')).retired).toBe(true);
    return pulled(client);
  });
  // The order of names in a file is no news.
  const turned = JSON.parse(
    JSON.stringify(file()).replace('"id":"g","name":"G"', '"name":"G","id":"g"'),
  );
  expect(await run(turned, pulled)).toEqual(edited);
  const news = file({
    gateways: [{ id: 'g', name: 'News' }],
    environments: [{ regionId: 'r', name: 'R again' }],
    registrationGroups: [group({ name: 'No secret in here' })],
  });
  await run(news, async (client) => {
    expect((await item(client, 'gateway', 'g')).body.name).toBe('News');
    expect((await item(client, 'registrationGroup', 'G')).body).toMatchObject({
      name: 'No secret in here',
      groupSecret: 'by hand',
    });
    expect(await item(client, 'environment', 'r')).toMatchObject({
      retired: false,
      body: { name: 'R again' },
    });
  });
  await run(file(), async (client) => {
    expect((await item(client, 'registrationGroup', 'G')).body.groupSecret).toBe('from the file');
  });
});

test('a catalog from before this was remembered is taken as the file has it', async () => {
  const { run, database } = await seeding();
  const first = await run(file(), pulled);
  await sql(database, 'update catalog_item set seeded = null');
  expect(await run(file(), pulled)).toEqual(first);
  await run(file(), async (client) => {
    await mustSave(client, await change(client, 'gateway', 'g', { name: 'By hand' }));
  });
  await run(file(), async (client) => {
    expect((await item(client, 'gateway', 'g')).body.name).toBe('By hand');
  });
});

test('a file is judged like an edit', async () => {
  const { refused } = await seeding();
  const data = (...masterData: object[]) =>
    file({ masterDataGroups: [{ id: 'm', name: 'M', assetType: 'P', masterData }] });
  const cases: [object, RegExp][] = [
    [data(datum('orgId')), /"orgId" is built in/],
    [data(datum('a'), datum('a')), /"a" is there twice/],
    [file({ masterDataTemplates: [datum('e', { type: 'Enum' })] }), /"e" has no items/],
    [file({ registrationGroups: [group(), group()] }), /"G" is there twice/],
    [file({ gateways: [] }), /the gateway "g", which is not there/],
    [file({ registrationGroups: [group({ snRule: { pattern: '(' } })] }), /\(/],
  ];
  for (const [catalog, reason] of cases) {
    const { code, message } = await refused(catalog);
    expect(code).toBe('catalog-invalid');
    expect(message).toMatch(reason);
  }
});

test('large master data groups come in pages that a station can take', {
  timeout: 60_000,
}, async () => {
  const { run } = await seeding();
  const items = (size: number) =>
    Array.from({ length: size }, () => randomBytes(32).toString('hex'));
  const masterDataGroups = Array.from({ length: 30 }, (_, index) => ({
    id: index === 0 ? 'm' : `m${index}`,
    name: 'Large',
    assetType: 'Pump',
    masterData: Array.from({ length: 10 }, (_each, nth) =>
      datum(`e${nth}`, { type: 'Enum', items: items(index === 7 ? 999 : 400) }),
    ),
  }));
  // One alone may be larger than a page: the seventh gets through all the same.
  masterDataGroups[7]?.masterData.push(
    ...Array.from({ length: 60 }, (_, nth) =>
      datum(`f${nth}`, { type: 'Enum', items: items(999) }),
    ),
  );
  const pages = await run(file({ masterDataGroups }), pulled);
  expect(pages.flat()).toHaveLength(34);
  expect(pages.flat().map(({ cursor }) => cursor)).toEqual(
    Array.from({ length: 34 }, (_, index) => index + 1),
  );
  const sizes = pages.map((page) => JSON.stringify(page).length);
  expect(sizes.filter((size) => size > 4.2 * 1024 * 1024)).toHaveLength(1);
  expect(pages.find((page) => page.some(({ body }) => body.id === 'm7'))).toHaveLength(1);
});
