import { beforeAll, describe, expect, test } from 'vitest';
import { groupSecretPlace } from '../../cloud/catalog/items.ts';
import { Vault } from '../../cloud/secrets/vault.ts';
import type { ApiReply } from '../support/enos-client.ts';
import { deviceSign } from '../support/enos-signing.ts';
import type { Json } from '../support/json.ts';
import { groupSecretOf, House, refusal, solar } from './house.ts';
import { sql } from './support.ts';

/** Who asks for what is another's, or for what is meant to break something. */
const house = new House();
const theirSecret = 'the secret of the stranger';
beforeAll(async () => {
  // The stranger has the same group, so that a missing group is never the reason for a no.
  const sealed = new Vault(house.key).seal(groupSecretPlace('o-second', 'MIG'), theirSecret);
  await sql(
    house.database,
    `insert into catalog_item (org_id, kind, id, body, secret, cursor)
     select 'o-second', kind, id, body, case when kind = 'registrationGroup' then $1::bytea end, cursor
     from catalog_item where id in ('MIG', 'md-inverter', 'iot-hub')`,
    [sealed],
  );
  await house.client.operations([
    { key: 'isolated-1', kind: 'create', groupId: 'MIG', deviceSn: 'OURS' },
    { key: 'isolated-2', kind: 'allocate', groupId: 'MIG', deviceSn: 'OURS', deviceData: solar },
  ]);
  await house.stranger.create('MIG', 'THEIRS');
});

describe('an ID of another OU is answered like one that does not exist', () => {
  const same = async (ask: (sn: string) => Promise<ApiReply>): Promise<ApiReply> => {
    const before = await house.device('OURS');
    const [there, nowhere] = [await ask('OURS'), await ask('NOWHERE')];
    const anonymous = (reply: ApiReply) =>
      JSON.stringify([refusal(reply), reply.data]).replaceAll('NOWHERE', 'OURS');
    expect(anonymous(there)).toBe(anonymous(nowhere));
    expect(await house.device('OURS')).toEqual(before);
    return there;
  };
  const call = (action: string, body: object, version?: string) =>
    house.stranger.call(action, { body, ...(version === undefined ? {} : { version }) });

  test.for([
    ['allocate', (sn: string) => ({ sn })],
    ['activate', (sn: string) => ({ sn })],
    ['update', (sn: string) => ({ sn, desc: 'taken' })],
    ['replace', (sn: string) => ({ sn, replacementSn: 'THEIRS' })],
    ['replace', (sn: string) => ({ sn: 'THEIRS', replacementSn: sn })],
    ['resetAllocationStatus', (sn: string) => ({ groupId: 'MIG', sns: [sn] })],
    ['reprovision', (sn: string) => ({ groupId: 'MIG', sns: [sn] })],
    ['delete', (sn: string) => ({ groupId: 'MIG', snList: [sn] })],
    ['search', (sn: string) => ({ expression: `sn = '${sn}' or deviceData.* = '${sn}'` })],
  ] as const)('%s', async ([action, body]) => {
    for (const version of ['v2.5', 'v4.0']) await same((sn) => call(action, body(sn), version));
  });

  test('get', async () => {
    for (const version of ['v2.5', 'v4.0']) {
      const reply = await same((sn) => house.stranger.call('get', { query: { sn }, version }));
      expect(reply.code).toBe(35601);
    }
  });

  test('a registration group', async () => {
    // Ours has AUT with all that belongs to it; theirs has not.
    const alike = async (ask: (groupId: string) => Promise<ApiReply>, code: number) => {
      const [there, nowhere] = [await ask('AUT'), await ask('XYZ')];
      const anonymous = (reply: ApiReply) =>
        JSON.stringify([refusal(reply), reply.data]).replaceAll('XYZ', 'AUT');
      expect(anonymous(there)).toBe(anonymous(nowhere));
      expect(there.code).toBe(code);
    };
    for (const version of ['v2.5', 'v4.0']) {
      const body = (groupId: string) => ({ groupId, count: 1, sns: ['OURS'], snList: ['OURS'] });
      await alike((groupId) => call('create', body(groupId), version), 35404);
      await alike((groupId) => call('resetAllocationStatus', body(groupId), version), 35404);
      await alike((groupId) => call('delete', body(groupId), version), 35404);
    }
    const search = (groupId: string) => call('search', { expression: `groupId = '${groupId}'` });
    await alike(search, 0);
    expect((await search('AUT')).data).toEqual([]);
    const made = await house.stranger.operations([
      { key: 'stranger-group-1', kind: 'create', groupId: 'AUT', deviceSn: 'SNEAKED' },
    ]);
    expect(made).toMatchObject([{ outcome: 'refused', code: 35404 }]);
  });

  test('a position in a feed is a row of the OU, or the beginning', async () => {
    const [ours] = await sql(
      house.database,
      `select seq from device where org_id = $1 and device_sn = 'OURS'`,
      [house.service.orgId],
    );
    const at = (cursor: string) => house.stranger.lineside('devices', undefined, { cursor });
    expect((await at(String(ours.seq))).data).toEqual((await at('0')).data);
    const catalog = await house.stranger.lineside('catalog');
    expect(catalog.data.items.map((item: Json) => item.body.groupId ?? '')).not.toContain('AUT');
    expect(JSON.stringify(catalog.data)).not.toContain(groupSecretOf('MIG'));
  });

  test('look, credentials, and the key of an operation', async () => {
    const ask = (path: string, body: (sn: string) => object) =>
      same((sn) => house.stranger.lineside(path, body(sn)));
    const looked = await ask('devices/look', (deviceSn) => ({
      devices: [{ groupId: 'MIG', deviceSn }],
    }));
    expect(looked.data.devices).toEqual([{ device: null, history: [] }]);
    await ask('devices/credentials', (deviceSn) => ({
      ...{ groupId: 'MIG', deviceSn, by: 'somebody', reason: 'curious' },
    }));
    const { data } = await house.stranger.lineside('operations/lookup', { keys: ['isolated-1'] });
    expect(data.results).toEqual([{ key: 'isolated-1', outcome: 'unknown' }]);
    expect(await house.tale('MIG', 'OURS')).toEqual(['created', 'allocated']);
  });

  test.for(['allocate', 'update', 'reset', 'replace', 'delete'])('operation %s', async (kind) => {
    const send = async (deviceSn: string, replaces: string) => {
      const key = `stranger-${kind}-${deviceSn}-${replaces}`;
      const operation = { key, kind, groupId: 'MIG', deviceSn, replaces, deviceData: solar };
      const [result] = await house.stranger.operations([operation]);
      return { ...result, key: '' };
    };
    const before = await house.device('OURS');
    expect(await send('OURS', 'THEIRS')).toEqual(await send('NOWHERE', 'THEIRS'));
    if (kind === 'replace') {
      expect(await send('THEIRS', 'OURS')).toEqual(await send('THEIRS', 'NOWHERE'));
    }
    expect(await house.device('OURS')).toEqual(before);
  });

  test('the same key and the same SN are free in another OU', async () => {
    const operation = { key: 'isolated-1', kind: 'create', groupId: 'MIG', deviceSn: 'OURS' };
    const [made] = await house.stranger.operations([operation]);
    expect(made?.outcome).toBe('done');
    expect(made?.sn).not.toBe('OURS');
    const gone = await house.stranger.operations([
      { ...operation, key: 'isolated-3', kind: 'delete' },
    ]);
    expect(gone).toMatchObject([{ outcome: 'done' }]);
    expect((await house.device('OURS')).sn).toBe('OURS');
  });

  test("the OU's own name opens nothing: it has to be the token's", async () => {
    const query = { orgId: house.service.orgId, sn: 'OURS' };
    const reply = await house.stranger.call('get', { query });
    expect(refusal(reply)).toEqual({
      ...{ http: 403, code: 35603, msg: 'Unauthorized to access the resource' },
    });
    for (const path of ['catalog', 'devices', 'summary']) {
      const crossed = await house.stranger.lineside(path, undefined, {
        orgId: house.service.orgId,
      });
      expect([path, crossed.http]).toEqual([path, 403]);
    }
  });

  test("a device that knows another OU's group secret does not reach ours", async () => {
    const timestamp = Number(house.client.timestamp());
    const sign = (secret: string) => deviceSign('OURS', timestamp, secret);
    const conn = (secret: string) =>
      house.client.post('/dev/get/conn', { self: { sn: 'OURS', timestamp, sign: sign(secret) } });
    expect((await conn(theirSecret)).code).toBe(35601);
    expect((await house.bootstrap('MIG', 'OURS', {}, theirSecret)).msg).toBe(
      '[OURS] not allocated',
    );
    const ours = await house.client.lineside('devices/credentials', {
      ...{ groupId: 'MIG', deviceSn: 'OURS', by: 'us', reason: 'test' },
    });
    expect((await conn(groupSecretOf('MIG'))).whole.ds).toBe(ours.data.deviceSecret);
  });

  test('a device of another OU gets nothing for a device of ours behind it, though that signs rightly', async () => {
    await house.stranger.operations([
      { key: 'isolated-4', kind: 'create', groupId: 'MIG', deviceSn: 'GATEWAY' },
      {
        ...{ key: 'isolated-5', kind: 'allocate', groupId: 'MIG', deviceSn: 'GATEWAY' },
        deviceData: solar,
      },
    ]);
    const behind = (sn: string) => {
      const timestamp = Number(house.client.timestamp());
      const self = {
        sn: 'GATEWAY',
        timestamp,
        sign: deviceSign('GATEWAY', timestamp, theirSecret),
      };
      return house.client.post('/dev/get/conn', { self, sub: house.proof('MIG', sn) });
    };
    const [there, nowhere] = [await behind('OURS'), await behind('NOWHERE')];
    expect([there.code, there.msg]).toEqual([nowhere.code, nowhere.msg]);
    expect(there.whole.ds).toBeUndefined();
  });
});

describe('what is meant to break something', () => {
  const nasty = [
    `' or '1'='1`,
    `'; drop table device; --`,
    `$1`,
    `\\'; select pg_sleep(9); --`,
    `%') or true --`,
    `{"$gt":""}`,
    `\${7*7}`,
    `a' and groupId in (select 1) or 'b`,
  ];

  test('a value never becomes SQL or another expression, wherever it is put', async () => {
    const { devices } = (await house.client.lineside('summary')).data;
    for (const text of nasty) {
      const calls: [string, object][] = [
        ['allocate', { sn: text }],
        ['update', { sn: text, desc: text }],
        ['replace', { sn: text, replacementSn: text }],
        ['resetAllocationStatus', { groupId: 'MIG', sns: [text] }],
        ['resetAllocationStatus', { groupId: text, sns: ['OURS'] }],
        ['delete', { groupId: text, snList: ['OURS'] }],
        ['create', { groupId: text, count: 1 }],
        ['search', { expression: text }],
        ['search', { expression: `sn = "${text.replace(/["\\]/g, '\\$&')}"` }],
        ['search', { expression: `sn = 'OURS'`, pagination: { sorters: [{ field: text }] } }],
        [text, {}],
      ];
      for (const [action, body] of calls) {
        const reply = await house.client.call(action, { body });
        expect([action, body, reply.http]).toEqual([action, body, 200]);
        expect(JSON.stringify(reply.data ?? [])).not.toContain('OURS');
      }
      const deleted = await house.client.call('delete', {
        body: { groupId: 'MIG', snList: [text] },
      });
      expect(deleted.data).toEqual([text]);
      const kept = await house.client.call('update', {
        body: { sn: 'OURS', desc: text, deviceData: { remark: text } },
      });
      expect(kept.code).toBe(0);
      expect(await house.device('OURS')).toMatchObject({
        desc: text,
        deviceData: { remark: text },
      });
      expect((await house.bootstrap('MIG', text)).msg).toBe(`[${text}] not allocated`);
    }
    const after = (await house.client.lineside('summary')).data.devices;
    // Each of them made one device, by its bootstrap.
    expect(after).toBe(devices + nasty.length);
  });

  test('a field of a million characters is refused, and is in no log', async () => {
    const long = 'q'.repeat(1_000_000);
    const about = { groupId: 'MIG', deviceSn: 'OURS' };
    const asked: [string, Promise<ApiReply>, number][] = [
      ['desc', house.client.create('MIG', 'L-1', { desc: long }), 99400],
      ['deviceSn', house.client.create('MIG', long), 99400],
      [
        'remark',
        house.client.call('update', { body: { sn: 'OURS', deviceData: { remark: long } } }),
        99400,
      ],
      [
        'identifier',
        house.client.call('update', { body: { sn: 'OURS', deviceData: { [long]: 1 } } }),
        99400,
      ],
      [
        'batchTag',
        house.client.call('update', { body: { sn: 'OURS', batchTag: { defaultValue: long } } }),
        99400,
      ],
      ['group', house.client.create(long, 'L-1'), 35404],
      ['sn', house.client.call('allocate', { body: { sn: long } }), 35601],
      ['sns', house.reset('MIG', [long]), 35404],
      [
        'replacement',
        house.client.call('replace', { body: { sn: 'OURS', replacementSn: long } }),
        35404,
      ],
      [
        'expression',
        house.client.call('search', { body: { expression: `sn = '${long}'` } }),
        99400,
      ],
      ['boot', house.bootstrap('MIG', long), 99400],
      ['name', house.bootstrap('MIG', 'L-2', { deviceName: { defaultValue: long } }), 99400],
      ['boot group', house.bootstrap(long, 'L-2'), 35601],
      ['sign', house.bootstrap('MIG', 'L-2', { dpsSign: long }), 35601],
      ['self', house.client.post('/dev/get/conn', { self: house.proof('MIG', long) }), 35601],
      [
        'look',
        house.client.lineside('devices/look', { devices: [{ groupId: 'MIG', deviceSn: long }] }),
        99400,
      ],
      [
        'reason',
        house.client.lineside('devices/credentials', { ...about, by: 'a', reason: long }),
        99400,
      ],
      ['key', house.client.lineside('operations/lookup', { keys: [long] }), 99400],
    ];
    for (const [name, reply, code] of asked) {
      const { http, code: got, msg } = await reply;
      expect([name, got, http < 500]).toEqual([name, code, true]);
      // Nor is it sent back whole.
      expect([name, msg.length < 1000]).toEqual([name, true]);
    }
    const result = await house.client.operations([
      { key: 'long-op-1', kind: 'update', ...about, description: long },
    ]);
    expect(result).toMatchObject([{ outcome: 'refused', code: 99400 }]);
    expect((await house.client.call('get', { query: { sn: long } })).http).toBeLessThan(500);
    expect(house.service.log()).not.toContain('qqqq');
  });

  test('text that cannot be kept is refused', async () => {
    for (const text of ['a\0b', '\ud800']) {
      const calls: Promise<ApiReply>[] = [
        house.client.call('update', { body: { sn: 'OURS', desc: text } }),
        house.client.call('replace', { body: { sn: text, replacementSn: text } }),
        house.client.call('delete', { body: { groupId: 'MIG', snList: [text] } }),
        house.bootstrap('MIG', text),
        house.client.lineside('devices/look', { devices: [{ groupId: 'MIG', deviceSn: text }] }),
      ];
      for (const reply of await Promise.all(calls)) {
        expect([reply.code, reply.http < 500]).toEqual([99400, true]);
      }
    }
  });

  test('no secret is in a log', async () => {
    const { data } = await house.client.lineside('devices/credentials', {
      ...{ groupId: 'MIG', deviceSn: 'OURS', by: 'us', reason: 'test' },
    });
    await house.bootstrap('MIG', 'OURS', {}, 'wrong');
    const log = house.service.log();
    const token = await house.client.token();
    for (const secret of [
      data.deviceSecret,
      groupSecretOf('MIG'),
      house.service.appSecret,
      token,
    ]) {
      expect(secret.length).toBeGreaterThan(8);
      expect(log).not.toContain(secret);
    }
  });
});
