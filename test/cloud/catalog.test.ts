import { describe, expect, test } from 'vitest';
import type { CatalogKind } from '../../shared/models/catalog-edit.ts';
import { change, datum, item, line, mustSave, pulled, save } from './catalog-edits.ts';
import { House, refusal, solar } from './house.ts';
import { StationClient, sql, startService } from './support.ts';

/** The catalog of the cloud is edited by its stations. */
const house = new House();
const client = () => house.client;

const invalid = (reason: string) => ({
  http: 200,
  code: 99400,
  msg: `Invalid Argument edit:${reason}`,
});
const changed = (id: string) => ({ http: 200, code: 99409, msg: `Changed meanwhile: "${id}"` });
const newest = async () => (await pulled(client())).flat().at(-1)?.cursor as number;

describe('what is saved', () => {
  test('a whole catalog is made by hand, and a device boots under its made-up secret', async () => {
    const edits = [
      {
        kind: 'environment',
        body: { regionId: 'hand', name: 'Hand', ous: [{ orgId: 'o-h', name: 'H' }] },
      },
      { kind: 'gateway', body: { id: 'hand', name: 'Hand', mqttUrl: 'ssl://gateway:8883' } },
      { kind: 'masterDataTemplate', body: datum('colour') },
      {
        kind: 'masterDataGroup',
        body: { id: 'hand', name: 'Pumps', assetType: 'Pump', masterData: [] },
      },
      {
        kind: 'registrationGroup',
        body: {
          groupId: 'HAND',
          name: 'Pump',
          names: { 'zh-CN': '泵' },
          masterDataGroupId: 'hand',
          gatewayId: 'hand',
          autoActivation: true,
        },
      },
    ];
    const before = await newest();
    for (const edit of edits)
      expect(await mustSave(client(), { ...edit, before: null })).toEqual([]);
    const items = (await pulled(client(), before)).flat();
    expect(items.map(({ kind }) => kind)).toEqual(edits.map(({ kind }) => kind));
    expect(items.map(({ cursor }) => cursor)).toEqual(edits.map((_, index) => before + 1 + index));
    const { groupSecret, ...body } = items.at(-1)?.body ?? {};
    expect(groupSecret).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(body).toMatchObject({ names: { 'zh-CN': '泵' }, autoRegistration: true });
    const booted = await house.bootstrap('HAND', 'PUMP-1', {}, groupSecret);
    expect(booted.whole).toMatchObject({ murl: 'ssl://gateway:8883' });
  });

  test('a group keeps its secret until an edit brings another one', async () => {
    await line(client(), 'keeps');
    const secret = async () =>
      (await item(client(), 'registrationGroup', 'keeps-1')).body.groupSecret;
    const rename = (name: string, more: object = {}) =>
      change(client(), 'registrationGroup', 'keeps-1', { name }, more);
    await mustSave(client(), await rename('Other'));
    expect(await secret()).toBe('secret-of-keeps-1');
    await mustSave(client(), await rename('Other', { groupSecret: 'the second one' }));
    expect(await secret()).toBe('the second one');
    // Never inside of the body, where it would be kept in clear.
    const { body, ...rest } = await rename('Third');
    await mustSave(client(), { ...rest, body: { ...body, groupSecret: 'slipped in' } });
    expect(await secret()).toBe('the second one');
  });

  test('the same edit again is saved, and nothing moves', async () => {
    await line(client(), 'again');
    const edits = [
      await change(client(), 'gateway', 'again', { name: 'Again!' }),
      await change(
        client(),
        'registrationGroup',
        'again-1',
        { name: 'Again!' },
        { groupSecret: 'n' },
      ),
      { ...(await change(client(), 'masterDataGroup', 'again', {})), retired: true },
    ];
    for (const edit of edits) {
      await mustSave(client(), edit, true);
      const cursor = await newest();
      expect(await mustSave(client(), edit)).toEqual([]);
      expect(await newest()).toBe(cursor);
    }
    const made = { kind: 'gateway', before: null, body: { id: 'again-2', name: 'A' } };
    await mustSave(client(), made);
    const cursor = await newest();
    await mustSave(client(), made);
    expect(await newest()).toBe(cursor);
  });

  test('who changed what is remembered, without secrets', async () => {
    await line(client(), 'told');
    const edit = await change(client(), 'registrationGroup', 'told-1', {}, { retired: true });
    await mustSave(client(), edit);
    const lines = await sql(
      house.database,
      `select by, kind, what, new_secret from catalog_event where id like 'told%' order by cursor`,
    );
    const by = client().keys.appKey;
    expect(lines).toEqual([
      { by, kind: 'gateway', what: 'saved', new_secret: false },
      { by, kind: 'masterDataGroup', what: 'saved', new_secret: false },
      { by, kind: 'registrationGroup', what: 'saved', new_secret: true },
      { by, kind: 'registrationGroup', what: 'retired', new_secret: false },
    ]);
  });
});

describe('a master datum that is added', () => {
  test('is a field of the devices of every linked group at once', async () => {
    await line(client(), 'add', [datum('old')], ['ADD-A', 'ADD-B']);
    await client().create('ADD-A', 'ADD-1', { deviceData: { deviceSn: 'ADD-1', old: 'kept' } });
    await client().create('ADD-B', 'ADD-2');
    const update = (sn: string) =>
      client().call('update', { body: { sn, deviceData: { site: 'Hall 3' } } });
    expect((await update('ADD-1')).msg).toMatch(/site does not exist/);
    const masterData = [datum('old'), datum('site', { default: 'Hall 1' })];
    expect(
      await mustSave(client(), await change(client(), 'masterDataGroup', 'add', { masterData })),
    ).toEqual([]);
    for (const sn of ['ADD-1', 'ADD-2']) {
      // A default is for devices that are made from now on: nobody has said it of this one.
      expect((await house.device(sn)).deviceData.site).toBe(null);
      expect((await update(sn)).code).toBe(0);
      expect((await house.device(sn)).deviceData.site).toBe('Hall 3');
    }
    expect((await house.device('ADD-1')).deviceData.old).toBe('kept');
    const found = await client().searchAll(`deviceData.site = 'Hall 3'`);
    expect(found.map(({ sn }) => sn).toSorted()).toEqual(['ADD-1', 'ADD-2']);
    await client().create('ADD-B', 'ADD-3');
    expect((await house.device('ADD-3')).deviceData.site).toBe('Hall 1');
  });
});

describe('what a catalog cannot be is refused with the reason', () => {
  const group = (by: object) => ({
    kind: 'registrationGroup',
    body: {
      groupId: 'NEW',
      name: 'New',
      masterDataGroupId: 'md-inverter',
      gatewayId: 'iot-hub',
      ...by,
    },
  });
  const data = (...masterData: object[]) => ({
    kind: 'masterDataGroup',
    body: { id: 'new', name: 'New', assetType: 'Pump', masterData },
  });
  test.for([
    [group({ gatewayId: 'no' }), 'group "NEW" names the gateway "no", which is not there'],
    [
      group({ masterDataGroupId: 'no' }),
      'group "NEW" names the master data group "no", which is not there',
    ],
    [data(datum('a'), datum('a')), 'master data "a" is there twice'],
    [data(datum('deviceSn')), '"deviceSn" is built in and cannot be made again'],
    [data(datum('e', { type: 'Enum' })), '"e" has no items'],
    [
      data(datum('n', { type: 'Integer', default: 'x' })),
      'default of "n": it must be a whole number',
    ],
    [
      { kind: 'masterDataTemplate', body: datum('orgId') },
      '"orgId" is built in and cannot be made again',
    ],
    [
      {
        kind: 'environment',
        body: {
          regionId: 'r',
          name: 'r',
          ous: [
            { orgId: 'o', name: 'o' },
            { orgId: 'o', name: 'p' },
          ],
        },
      },
      'OU "o" is twice in environment "r"',
    ],
  ] as const)('%s', async ([edit, reason]) => {
    const cursor = await newest();
    expect(refusal(await save(client(), { ...edit, before: null }, true))).toEqual(invalid(reason));
    expect(await newest()).toBe(cursor);
  });

  test('an SN rule that no machine can follow', async () => {
    const edit = { ...group({ snRule: { pattern: '(' } }), before: null };
    expect(await save(client(), edit)).toMatchObject({ code: 99400, data: null });
  });

  test('another identifier for what devices know by the old one', async () => {
    await line(client(), 'fixed');
    const edit = await change(client(), 'gateway', 'fixed', { id: 'loose' });
    const reason = '"fixed" cannot become "loose": an identifier is fixed once made';
    expect(refusal(await save(client(), edit))).toEqual(invalid(reason));
  });
});

describe('what somebody else changed meanwhile is not overwritten', () => {
  test('changed, made, retired', async () => {
    await line(client(), 'mean');
    const mine = await change(client(), 'gateway', 'mean', { name: 'Mine' });
    await mustSave(client(), { ...mine, body: { ...mine.body, name: 'Theirs' } });
    expect(refusal(await save(client(), mine, true))).toEqual(changed('mean'));
    const retire = { ...mine, retired: true };
    expect(refusal(await save(client(), retire, true))).toEqual(changed('mean'));
    const made = { ...mine, before: null };
    expect(refusal(await save(client(), made, true))).toEqual(changed('mean'));
    expect((await item(client(), 'gateway', 'mean')).body.name).toBe('Theirs');
    const theirs = await change(client(), 'gateway', 'mean', { name: 'Late' });
    await mustSave(client(), { ...theirs, retired: true }, true);
    expect(refusal(await save(client(), theirs, true))).toEqual(changed('mean'));
    expect(await item(client(), 'gateway', 'mean')).toMatchObject({ retired: true });
  });

  test('what is not there cannot be changed, nor retired as new', async () => {
    const body = { id: 'nowhere', name: 'N' };
    const edit = { kind: 'gateway', before: body, body: { ...body, name: 'M' } };
    expect(refusal(await save(client(), edit))).toEqual(changed('nowhere'));
    const retire = { kind: 'gateway', before: null, body, retired: true };
    expect(refusal(await save(client(), retire))).toEqual(changed('nowhere'));
  });

  test('two instances at the same moment: one is saved, the other hears of it', async () => {
    await line(client(), 'race');
    const args = ['--database-url', house.database];
    await using second = await startService(args, { LINESIDE_CLOUD_KEY: house.key });
    const doors = [client(), new StationClient(second)];
    for (const kind of ['gateway', 'masterDataGroup', 'registrationGroup'] as CatalogKind[]) {
      const id = kind === 'registrationGroup' ? 'race-1' : 'race';
      for (let round = 0; round < 5; round++) {
        const edit = await change(client(), kind, id, {});
        const replies = await Promise.all(
          doors.map((door, index) =>
            save(door, { ...edit, body: { ...edit.body, name: `${round} by ${index}` } }),
          ),
        );
        const winner = replies.findIndex(({ code }) => code === 0);
        expect(refusal(replies[1 - winner] as (typeof replies)[0])).toEqual(changed(id));
        expect((await item(client(), kind, id)).body.name).toBe(`${round} by ${winner}`);
      }
    }
    // Made by both under one ID, and each cursor given once.
    const makes = doors.map((door, index) =>
      save(door, { kind: 'gateway', before: null, body: { id: 'made', name: `by ${index}` } }),
    );
    expect((await Promise.all(makes)).map(({ code }) => code).toSorted()).toEqual([0, 99409]);
    const many = Array.from({ length: 30 }, (_, index) =>
      save(doors[index % 2] as StationClient, {
        kind: 'masterDataTemplate',
        before: null,
        body: datum(`t${index}`),
      }),
    );
    expect(new Set((await Promise.all(many)).map(({ code }) => code))).toEqual(new Set([0]));
    const cursors = (await pulled(client())).flat().map(({ cursor }) => cursor);
    expect(new Set(cursors).size).toBe(cursors.length);
  });
});

describe('what is retired', () => {
  test('takes nothing new, and can be made again with the secret that devices carry', async () => {
    await line(client(), 'tired');
    await client().create('tired-1', 'TIRED-1');
    const group = await change(client(), 'registrationGroup', 'tired-1', { name: 'Ignored' });
    await mustSave(client(), { ...group, retired: true }, true);
    // It stays as it was.
    const there = await item(client(), 'registrationGroup', 'tired-1');
    expect(there).toMatchObject({ retired: true, body: { name: 'tired-1' } });
    expect((await client().create('tired-1', 'TIRED-2')).msg).toBe('Group not found');
    expect((await client().call('update', { body: { sn: 'TIRED-1', desc: 'lives' } })).code).toBe(
      0,
    );
    await mustSave(client(), { kind: 'registrationGroup', before: null, body: group.body });
    expect(await item(client(), 'registrationGroup', 'tired-1')).toMatchObject({
      retired: false,
      body: { name: 'Ignored', groupSecret: 'secret-of-tired-1' },
    });
    expect((await client().create('tired-1', 'TIRED-2')).code).toBe(0);
  });

  test('keeps the links it has; nobody new may link to it', async () => {
    await line(client(), 'links');
    const gateway = await change(client(), 'gateway', 'links', {}, { retired: true });
    await mustSave(client(), gateway, true);
    await mustSave(
      client(),
      await change(client(), 'registrationGroup', 'links-1', { name: 'On' }),
    );
    const { before } = await change(client(), 'registrationGroup', 'links-1', {});
    const made = {
      kind: 'registrationGroup',
      before: null,
      body: { ...before, groupId: 'links-2' },
    };
    expect(refusal(await save(client(), made))).toEqual(
      invalid('group "links-2" names the gateway "links", which is not there'),
    );
  });

  test('an environment: no device goes there any more, not even when it was the last one', async () => {
    await client().create('MIG', 'LAST-1');
    const regions = (await pulled(client()))
      .flat()
      .filter(({ kind, retired }) => kind === 'environment' && !retired)
      .map(({ body }) => body.regionId);
    expect(regions.length).toBeGreaterThan(0);
    for (const id of regions) {
      await mustSave(
        client(),
        await change(client(), 'environment', id, {}, { retired: true }),
        true,
      );
    }
    expect((await house.allocate('LAST-1', solar)).code).toBe(35601);
    for (const id of regions) {
      const { body } = await item(client(), 'environment', id);
      await mustSave(client(), { kind: 'environment', before: null, body });
    }
    expect((await house.allocate('LAST-1', solar)).code).toBe(0);
  });
});
