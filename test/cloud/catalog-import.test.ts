import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { until } from '../support/wait.ts';
import { datum, item, line, mustSave, pulled } from './catalog-edits.ts';
import { House, solar } from './house.ts';
import { StationClient, sql } from './support.ts';

/** A whole catalog file at once: `POST /lineside/v1/catalog/import`. */
const house = new House();
const client = () => house.client;
const bring = (file: unknown, accept = false, who = client()) =>
  who.lineside('catalog/import', { file, accept });

/** A line of pumps as a file. */
const lineFile = (name: string, masterData: object[] = [], more: object = {}) => ({
  gateways: [{ id: name, name }],
  masterDataGroups: [{ id: name, name, assetType: 'Pump', masterData }],
  registrationGroups: [
    { groupId: `${name}-1`, name, masterDataGroupId: name, gatewayId: name, ...more },
  ],
});
const secretOf = async (groupId: string) =>
  (await item(client(), 'registrationGroup', groupId)).body.groupSecret;
const told = (id: string) =>
  sql(house.database, 'select kind, what, by, new_secret from catalog_event where id = $1', [id]);

describe('a whole file', () => {
  test('comes in at once, with who brought it; a repeat changes nothing and no other OU sees it', async () => {
    const theirs = await pulled(house.stranger);
    const file = lineFile('whole', [datum('a')], { groupSecret: 'burnt-in' });
    expect((await bring(file)).data).toEqual({ saved: true, uses: [] });
    expect(await secretOf('whole-1')).toBe('burnt-in');
    const by = client().keys.appKey;
    expect(await told('whole-1')).toEqual([
      { kind: 'registrationGroup', what: 'saved', by, new_secret: true },
    ]);
    const after = await pulled(client());
    expect((await bring(file)).data).toEqual({ saved: true, uses: [] });
    expect(await pulled(client())).toEqual(after);
    expect(await pulled(house.stranger)).toEqual(theirs);
    const [stored] = await sql(
      house.database,
      `select secret, body from catalog_item where id = 'whole-1'`,
    );
    expect(stored?.secret.includes('burnt-in')).toBe(false);
    expect(stored?.body.groupSecret).toBeUndefined();
  });

  test('keeps the secret of a group it has none for, makes one up for a new one, takes the one it has', async () => {
    await line(client(), 'keep');
    expect(await secretOf('keep-1')).toBe('secret-of-keep-1');
    const file = lineFile('keep', [], { name: 'Renamed' });
    const [group] = file.registrationGroups;
    file.registrationGroups.push({ ...group, groupId: 'keep-2' } as NonNullable<typeof group>);
    expect((await bring(file)).data.saved).toBe(true);
    expect(await secretOf('keep-1')).toBe('secret-of-keep-1');
    const madeUp = await secretOf('keep-2');
    expect(madeUp).toMatch(/^[A-Za-z0-9]{43}$/);
    expect((await bring(file)).data.saved).toBe(true);
    expect(await secretOf('keep-2')).toBe(madeUp);
    await bring(lineFile('keep', [], { name: 'Renamed', groupSecret: 'another' }));
    expect(await secretOf('keep-1')).toBe('another');
    expect((await told('keep-1')).map((event) => event.new_secret)).toEqual([true, false, true]);
    expect(await secretOf('keep-2')).toBe(madeUp);
  });

  test('replaces what is there, brings back what was retired, leaves what it does not name', async () => {
    await line(client(), 'back', [datum('a')], ['back-1', 'back-2']);
    const body = { id: 'back', name: 'back' };
    await mustSave(
      client(),
      {
        kind: 'gateway',
        before: (await item(client(), 'gateway', 'back')).body,
        body,
        retired: true,
      },
      true,
    );
    const other = await item(client(), 'registrationGroup', 'back-2');
    expect((await bring(lineFile('back', [datum('a', { name: 'A' })]))).data.saved).toBe(true);
    expect((await item(client(), 'gateway', 'back')).retired).toBe(false);
    const { masterData } = (await item(client(), 'masterDataGroup', 'back')).body;
    expect(masterData).toMatchObject([{ name: 'A' }]);
    expect(await item(client(), 'registrationGroup', 'back-2')).toEqual(other);
  });

  test('two at once, and an edit between them, come one after the other', async () => {
    const files = ['x', 'y'].map((name) => lineFile('race', [datum('a')], { name }));
    const edit = { kind: 'gateway', before: null, body: { id: 'race-too', name: 'r' } };
    const second = new StationClient({ ...client().keys });
    const [one, two] = await Promise.all([
      comeAgain(() => bring(files[0])),
      comeAgain(() => bring(files[1], false, second)),
      mustSave(client(), edit),
    ]);
    expect([one, two]).toEqual([true, true]);
    const [seen] = await sql(
      house.database,
      `select count(*)::int as n, count(distinct cursor)::int as cursors from catalog_event`,
    );
    expect(seen?.n).toBe(seen?.cursors);
    expect((await item(client(), 'registrationGroup', 'race-1')).body.name).toMatch(/^[xy]$/);
  });
});

/** One file of each key is in work at a time: who meets another comes again. */
async function comeAgain(ask: () => ReturnType<typeof bring>): Promise<boolean> {
  for (;;) {
    const { code, data } = await ask();
    if (code !== 99429) return code === 0 && data.saved;
  }
}

describe('what devices use', () => {
  test('is named like for single edits and saved only when accepted: values, links, OUs', async () => {
    await line(client(), 'used', [datum('a'), datum('b')], ['used-1', 'used-2']);
    await line(client(), 'used-too', [datum('a'), datum('b')]);
    for (const [group, sn] of [
      ['used-1', 'USED-1'],
      ['used-2', 'USED-2'],
      ['used-too-1', 'USED-3'],
    ] as const) {
      await client().create(group, sn, { deviceData: { deviceSn: sn, a: 'x', b: 'y' } });
    }
    await client().create('used-1', 'USED-4', { deviceData: { deviceSn: 'USED-4' } });
    expect((await house.allocate('USED-4')).code).toBe(0);
    const environment = (await item(client(), 'environment', solar.regionId)).body;
    const ous = environment.ous.filter((ou: { orgId: string }) => ou.orgId !== solar.orgId);
    const file = {
      environments: [{ ...environment, ous }],
      masterDataGroups: [
        { id: 'used', name: 'used', assetType: 'Pump', masterData: [datum('b')] },
        { id: 'used-new', name: 'n', assetType: 'Pump', masterData: [datum('a')] },
      ],
      registrationGroups: [
        // Linked anew by the same file to what the same file makes.
        { groupId: 'used-2', name: 'u', masterDataGroupId: 'used-new', gatewayId: 'used' },
      ],
    };
    const before = await pulled(client());
    const asked = (await bring(file)).data;
    expect(asked.saved).toBe(false);
    expect(asked.uses).toEqual([
      { what: 'devices', subject: 'beta/o-solar', count: 1, samples: ['USED-4'] },
      { what: 'values', subject: 'a', count: 1, samples: ['USED-1'] },
      { what: 'values', subject: 'b', count: 1, samples: ['USED-2'] },
    ]);
    expect(await pulled(client())).toEqual(before);
    expect((await bring(file, true)).data).toEqual({ saved: true, uses: asked.uses });
    expect((await house.device('USED-4')).orgId).toBe(solar.orgId);
    expect((await bring(file)).data).toEqual({ saved: true, uses: [] });
    // What goes from two master data groups under one name is one line.
    await bring({ environments: [environment] });
    const both = ['used', 'used-too'].map((id) => ({ id, name: id, assetType: 'Pump' }));
    expect((await bring({ masterDataGroups: both })).data.uses).toMatchObject([
      { what: 'values', subject: 'b', count: 2, samples: ['USED-1', 'USED-3'] },
      { what: 'values', subject: 'a', count: 1, samples: ['USED-3'] },
    ]);
  });
});

describe('what is no file', () => {
  const long = 'x'.repeat(1_000_000);
  const deep = JSON.parse(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`);
  test.for<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', '{}'],
    ['lists that are none', { gateways: {} }],
    ['an item of a kind that it is not', { gateways: [{ groupId: 'x' }] }],
    ['a name of a million characters', { gateways: [{ id: 'bad', name: long }] }],
    ['U+0000', { gateways: [{ id: 'bad', name: 'a\u0000b' }] }],
    ['half of a character', { gateways: [{ id: 'bad', name: 'a\ud800b' }] }],
    ['an item twice', { gateways: [1, 2].map(() => ({ id: 'bad', name: 'x' })) }],
    ['a link to nothing', { ...lineFile('bad'), gateways: [] }],
    [
      'more gateways than a file may have',
      { gateways: Array.from({ length: 1001 }, (_, n) => ({ id: `${n}`, name: 'x' })) },
    ],
    [
      'one bad item after many good ones',
      {
        gateways: Array.from({ length: 500 }, (_, n) => ({ id: `half-${n}`, name: 'x' })),
        masterDataTemplates: [datum('modelId')],
      },
    ],
    ['a rule that is none', lineFile('bad', [], { snRule: { pattern: '(' } })],
  ])('%s: refused with a reason, and nothing of it came in', async ([, file]) => {
    const before = await pulled(client());
    const { code, msg } = await bring(file);
    expect(code).toBe(99400);
    expect(msg.length).toBeLessThan(600);
    expect(msg).toMatch(/^Invalid Argument /);
    expect(await pulled(client())).toEqual(before);
  });

  test('nesting without end and unknown fields reach no row', async () => {
    const { code } = await bring({ gateways: [{ id: 'odd', name: 'x', deep, __proto__: 1 }] });
    expect(code).toBe(0);
    expect((await item(client(), 'gateway', 'odd')).body).not.toHaveProperty('deep');
  });

  test('more than 33 MiB, and a stranger without a token, are refused while they still send', async () => {
    const before = await pulled(client());
    const huge = await client().lineside('catalog/import', {
      file: { x: 'y'.repeat(34 * 2 ** 20) },
    });
    expect([huge.http, huge.code]).toEqual([413, 99400]);
    const { url } = house.service;
    const nobody = await fetch(`${url}/lineside/v1/catalog/import?orgId=x`, {
      method: 'POST',
      headers: { 'apim-accesstoken': 'nobody' },
      body: 'y'.repeat(20 * 2 ** 20),
    });
    expect([nobody.status, (await nobody.json()).code]).toEqual([401, 1203]);
    // The other routes take no more than before.
    const edit = await client().lineside('catalog', { edit: 'y'.repeat(9 * 2 ** 20) });
    expect(edit.http).toBe(413);
    const wrong = new StationClient({ ...client().keys, orgId: house.stranger.keys.orgId });
    expect((await bring(lineFile('foreign'), false, wrong)).code).not.toBe(0);
    expect(await pulled(client())).toEqual(before);
    expect(await item(house.stranger, 'gateway', 'foreign')).toBe(null);
  }, 180_000);

  test('one key has one file in work; the place is free again when its line is cut', async () => {
    const token = await client().token();
    const { hostname: host, port } = new URL(house.service.url);
    /** A file that begins and does not end, which has come to the door before anything else is sent. */
    const hang = () => {
      const headers = {
        'apim-accesstoken': token,
        'content-length': 1_000_000,
        expect: '100-continue',
      };
      const path = '/lineside/v1/catalog/import';
      const asking = request({ host, port, method: 'POST', path, headers });
      const place = { asking, refused: false };
      return new Promise<typeof place>((atTheDoor) => {
        const sentAway = () => {
          place.refused = true;
          atTheDoor(place);
        };
        // The answer may be lost with the line that is cut behind it.
        asking.on('error', sentAway).on('response', sentAway);
        asking.on('continue', () => {
          asking.write('{"file":');
          atTheDoor(place);
        });
        asking.flushHeaders();
      });
    };
    const file = lineFile('place');
    let place = await hang();
    await until('a refusal', async () => {
      // The file may still be quicker than what hangs, which meets it and is sent away.
      if (place.refused) place = await hang();
      const { http, code } = await bring(file);
      return http === 429 && code === 99429;
    });
    // Somebody else's file goes in meanwhile.
    expect((await bring(lineFile('other'), false, house.stranger)).data.saved).toBe(true);
    place.asking.destroy();
    expect(await comeAgain(() => bring(file))).toBe(true);
  }, 180_000);
});

test('ten thousand groups with five hundred master data groups go in, and the same once more changes none', async () => {
  const masterDataGroups = Array.from({ length: 500 }, (_, n) => ({
    id: `big-${n}`,
    name: `Big ${n}`,
    assetType: 'Pump',
    masterData: [datum('a', { maxLength: 64 }), datum('b')],
  }));
  const registrationGroups = Array.from({ length: 10_000 }, (_, n) => ({
    groupId: `big-${n}`,
    name: `Big ${n}`,
    masterDataGroupId: `big-${n % 500}`,
    gatewayId: 'big',
    groupSecret: `secret ${n}`,
    snRule: { pattern: '[A-Z0-9-]+', length: { min: 4, max: 20 }, checkDigit: 'luhn' },
  }));
  const file = { gateways: [{ id: 'big', name: 'Big' }], masterDataGroups, registrationGroups };
  const count = () =>
    sql(house.database, `select count(*)::int as n from catalog_event where id ~ '^big'`);
  expect((await bring(file)).data).toEqual({ saved: true, uses: [] });
  expect(await count()).toEqual([{ n: 10_501 }]);
  expect((await bring(file)).data.saved).toBe(true);
  expect(await count()).toEqual([{ n: 10_501 }]);
  for (const group of masterDataGroups) group.masterData.pop();
  expect((await bring(file)).data).toEqual({ saved: true, uses: [] });
  expect(await count()).toEqual([{ n: 11_001 }]);
}, 300_000);
