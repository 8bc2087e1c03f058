import { describe, expect, test } from 'vitest';
import { grid, House, refusal, solar } from './house.ts';
import { sql } from './support.ts';

/** The eight operations beyond create, get, search and allocate, as the documents have them. */
const house = new House();
const ok = (http: number, code: number, msg: string) => ({ http, code, msg });

describe('reprovisioning', () => {
  const make = async (groupId: string, deviceSn: string) => {
    await house.client.create(groupId, deviceSn, {
      desc: 'on the roof',
      batchTag: { defaultValue: 'WO-7' },
      deviceData: {
        deviceSn,
        deviceName: { defaultValue: 'Roof', i18nValue: { zh_CN: '屋顶' } },
        timezone: '+02:00',
        ratedPower: 7.5,
        remark: 'kept dry',
      },
    });
    const fresh = await house.device(deviceSn);
    await house.allocate(deviceSn);
    return { fresh, allocated: await house.device(deviceSn) };
  };
  const secretsOf = (sn: string) =>
    sql(house.database, 'select device_key, device_secret from device where sn = $1', [sn]);

  test('migrate keeps master data and takes the asset, the keys, the place and the times', async () => {
    const { fresh, allocated } = await make('MIG', 'RM-1');
    expect(allocated).toMatchObject({ ...solar, reprovisioning: false });
    const [before] = await secretsOf('RM-1');
    const reply = await house.reset('MIG', ['RM-1']);
    expect([reply.code, reply.data]).toEqual([0, ['RM-1']]);
    const after = await house.device('RM-1');
    expect(after).toEqual({
      ...fresh,
      reprovisioning: true,
      updateTime: after.updateTime,
      // Nothing but what `fresh` had: its master data, tag, description and product key.
    });
    expect(allocated.productKey).not.toBe(fresh.productKey);
    expect(await secretsOf('RM-1')).toEqual([{ device_key: null, device_secret: null }]);

    await house.allocate('RM-1', grid);
    const moved = await house.device('RM-1');
    expect(moved).toMatchObject({
      ...grid,
      groupId: 'MIG',
      desc: 'on the roof',
      batchTag: { defaultValue: 'WO-7' },
      reprovisioning: false,
      allocateStatus: 'allocated',
      status: { currentStatus: 'allocated', connectedTime: null },
    });
    expect(moved.deviceData).toMatchObject({ ...grid, ratedPower: 7.5, remark: 'kept dry' });
    expect(moved.deviceData.assetId).not.toBe(allocated.deviceData.assetId);
    expect(moved.productKey).not.toBe(allocated.productKey);
    const [now] = await secretsOf('RM-1');
    expect(now.device_key).not.toBe(before.device_key);
    expect(now.device_secret.equals(before.device_secret)).toBe(false);
  });

  test('initialize clears master data but the name', async () => {
    const { fresh } = await make('INI', 'RI-1');
    // V4.0 calls it so, and takes both names as V2.5 does.
    const reply = await house.client.call('reprovision', {
      version: 'v4.0',
      body: { groupId: 'INI', sns: ['RI-1'] },
    });
    expect([reply.code, reply.data]).toEqual([0, ['RI-1']]);
    const after = await house.device('RI-1');
    expect(after).toEqual({
      ...fresh,
      reprovisioning: true,
      updateTime: after.updateTime,
      deviceData: {
        ...fresh.deviceData,
        timezone: null,
        ratedPower: null,
        phase: null,
        remark: null,
      },
    });
    expect(after.deviceData.deviceName).toEqual({
      defaultValue: 'Roof',
      i18nValue: { zh_CN: '屋顶' },
    });
  });

  test.for([
    ['NON', 'Reprovisioning is not supported by this registration group'],
    ['PRV', 'Devices of a private model cannot be reprovisioned'],
  ] as const)('%s is not reset', async ([groupId, msg]) => {
    const { allocated } = await make(groupId, `RN-${groupId}`);
    expect(refusal(await house.reset(groupId, [`RN-${groupId}`]))).toEqual(ok(200, 35603, msg));
    expect(await house.device(`RN-${groupId}`)).toEqual(allocated);
  });

  test('lists what was reset and no others; a repeat changes nothing', async () => {
    for (const sn of ['RL-1', 'RL-2', 'RL, 3']) {
      await house.client.create('MIG', sn);
      await house.allocate(sn);
    }
    await house.client.create('INI', 'RL-4');
    const reply = await house.reset('MIG', ['RL-2, RL-1', 'RL, 3', 'RL-4', 'nobody']);
    expect(reply.data).toEqual(['RL-2', 'RL-1', 'RL, 3']);
    const { device } = await house.look('MIG', 'RL-1');
    expect((await house.reset('MIG', ['RL-1'])).data).toEqual(['RL-1']);
    expect((await house.look('MIG', 'RL-1')).device).toEqual(device);
  });

  test('each refusal as documented', async () => {
    const missing = await house.client.call('resetAllocationStatus', { body: { sns: ['a'] } });
    expect(refusal(missing)).toEqual(ok(200, 99400, 'Invalid Argument groupId:groupId is missing'));
    const notFound = ok(200, 35404, 'Group/sn not found');
    expect(refusal(await house.reset('nowhere', ['RL-1']))).toEqual(notFound);
    expect(refusal(await house.reset('MIG', ['nobody']))).toEqual(notFound);
    expect((await house.reset('MIG', [])).code).toBe(99400);
    expect((await house.client.call('reprovision', { body: { groupId: 'MIG' } })).code).toBe(99400);
    const noOrg = await house.client.call('resetAllocationStatus', {
      query: { orgId: undefined },
      body: {},
    });
    expect(noOrg.code).toBe(35400);
  });
});

describe('update', () => {
  const update = (body: object) => house.client.call('update', { body });

  test('changes what is named, takes away what is null, and answers as the sample does', async () => {
    await house.client.create('MIG', 'UP-1', { desc: 'old', batchTag: 'WO-1' });
    const before = await house.device('UP-1');
    const reply = await update({
      sn: 'UP-1',
      deviceData: { ratedPower: 6, phase: null, remark: 'new' },
    });
    expect(reply.data).toEqual(['UP-1']);
    const after = await house.device('UP-1');
    expect(after).toEqual({
      ...before,
      updateTime: after.updateTime,
      deviceData: { ...before.deviceData, ratedPower: 6, phase: null, remark: 'new' },
    });
    expect((await update({ sn: 'UP-1', desc: 'new', batchTag: null })).code).toBe(0);
    expect(await house.device('UP-1')).toMatchObject({ desc: 'new', batchTag: null });
  });

  test('what is given back as it was shown changes nothing, and makes no new version', async () => {
    const shown = await house.device('UP-1');
    const { device } = await house.look('MIG', 'UP-1');
    expect((await update({ sn: 'UP-1', deviceData: shown.deviceData })).code).toBe(0);
    expect((await update({ sn: 'UP-1', deviceData: {} })).code).toBe(0);
    expect((await house.look('MIG', 'UP-1')).device).toEqual(device);
  });

  test('raises the version; a connection does not', async () => {
    const changes = async () => {
      const { version, createTime } = (await house.look('AUT', 'UP-2')).device;
      return version - createTime;
    };
    await house.client.create('AUT', 'UP-2');
    expect(await changes()).toBe(0);
    await update({ sn: 'UP-2', desc: 'two' });
    expect(await changes()).toBe(1);
    await house.allocate('UP-2');
    expect(await changes()).toBe(2);
    expect((await house.bootstrap('AUT', 'UP-2')).whole.ds).toMatch(/^\w{32}$/);
    expect(await changes()).toBe(2);
    await house.reset('AUT', ['UP-2']);
    expect(await changes()).toBe(3);
  });

  test.for([
    [{ deviceData: {} }, 99400, 'Invalid Argument sn:sn is missing'],
    [{ sn: 'nobody', deviceData: {} }, 35601, 'Verify not pass/sn not found'],
    [
      { sn: 'UP-1', deviceData: { deviceSn: 'UP-9' } },
      99400,
      'Invalid Argument deviceData:deviceSn cannot be changed',
    ],
    [
      { sn: 'UP-1', deviceData: { colour: 'red' } },
      99400,
      'Invalid Argument deviceData:colour does not exist',
    ],
    [
      { sn: 'UP-1', deviceData: { assetId: 'mine' } },
      99400,
      'Invalid Argument deviceData:assetId is given by allocation',
    ],
    [
      { sn: 'UP-1', deviceData: { ratedPower: null } },
      99400,
      'Invalid Argument deviceData:ratedPower is missing',
    ],
  ] as const)('%j is refused', async ([body, code, msg]) => {
    expect(refusal(await update(body))).toEqual(ok(200, code, msg));
  });

  test('of a description that is too long is refused', async () => {
    const reply = await update({ sn: 'UP-1', desc: 'x'.repeat(513) });
    const reason = 'desc is not a text of at most 512 characters';
    expect(refusal(reply)).toEqual(ok(200, 99400, `Invalid Argument desc:${reason}`));
  });

  test('of where an allocated device is, is refused: that is reprovisioning', async () => {
    await house.client.create('MIG', 'UP-3');
    await house.allocate('UP-3');
    const reply = await update({ sn: 'UP-3', deviceData: { orgId: 'o-wind' } });
    expect(refusal(reply)).toEqual(ok(200, 35603, 'Device is allocated'));
  });
});

describe('replace', () => {
  const replace = (sn?: string, replacementSn?: string) =>
    house.client.call('replace', { body: { sn, replacementSn } });

  test('moves master data, batch tag and description, and the old one goes', async () => {
    await house.client.create('MIG', 'OLD-1', {
      desc: 'by the gate',
      batchTag: { defaultValue: 'WO-1' },
      deviceData: { deviceSn: 'OLD-1', ratedPower: 9, remark: 'windy' },
    });
    await house.allocate('OLD-1');
    await house.client.create('MIG', 'NEW-1', { batchTag: { defaultValue: 'WO-2' } });
    const reply = await replace('OLD-1', 'NEW-1');
    expect(reply.data).toMatchObject({
      sn: 'NEW-1',
      desc: 'by the gate',
      batchTag: { defaultValue: 'WO-1' },
      regionId: null,
      orgId: null,
      allocateStatus: 'init',
      status: { currentStatus: 'init' },
    });
    expect(reply.data.deviceData).toMatchObject({
      deviceSn: 'NEW-1',
      ratedPower: 9,
      remark: 'windy',
      regionId: null,
      orgId: null,
      assetId: null,
    });
    expect(await house.device('NEW-1')).toEqual(reply.data);
    expect(await house.tale('MIG', 'OLD-1')).toEqual(['created', 'allocated', 'replaced']);
    expect(await house.tale('MIG', 'NEW-1')).toEqual(['created', 'replacement']);
  });

  test('the old one is there for nobody, its SN stays taken, and delete frees it', async () => {
    const gone = ok(200, 35601, 'Verify not pass/sn not found');
    expect(refusal(await house.client.call('get', { query: { sn: 'OLD-1' } }))).toEqual(gone);
    expect(refusal(await house.allocate('OLD-1'))).toEqual(gone);
    expect((await house.client.call('update', { body: { sn: 'OLD-1', desc: 'x' } })).code).toBe(
      35601,
    );
    expect((await house.reset('MIG', ['OLD-1'])).code).toBe(35404);
    expect((await replace('OLD-1', 'NEW-1')).code).toBe(35404);
    expect((await house.client.create('MIG', 'OLD-1')).msg).toBe('DeviceSn duplicated');
    expect((await house.bootstrap('MIG', 'OLD-1')).whole).toEqual({
      code: 35404,
      msg: 'Sn not found',
    });
    const found = async (expression: string) =>
      (await house.client.searchAll(expression)).map((device) => device.status);
    expect(await found(`sn = 'OLD-1'`)).toEqual([]);
    expect(await found(`sn = 'OLD-1' and status in ('discarded')`)).toMatchObject([
      { currentStatus: 'discarded', discardedTime: expect.any(Number), allocatedTime: null },
    ]);
    const { device } = await house.look('MIG', 'OLD-1');
    expect(device).toMatchObject({ currentStatus: 'discarded', assetId: null, regionId: null });
    const reply = await house.client.call('delete', {
      body: { groupId: 'MIG', snList: ['OLD-1'] },
    });
    expect(reply.data).toEqual(['OLD-1']);
    expect((await house.client.create('MIG', 'OLD-1')).code).toBe(0);
  });

  test('each refusal as documented', async () => {
    for (const sn of ['RP-1', 'RP-2']) await house.client.create('MIG', sn);
    await house.client.create('INI', 'RP-3');
    await house.allocate('RP-2');
    const required = ok(200, 35400, 'OrgId/Sn is required');
    expect(refusal(await replace(undefined, 'RP-1'))).toEqual(required);
    expect(refusal(await replace('RP-1'))).toEqual(required);
    expect(refusal(await house.client.call('replace', { query: { orgId: undefined } }))).toEqual(
      required,
    );
    expect(refusal(await replace('nobody', 'RP-1'))).toEqual(ok(200, 35404, 'Sn not found'));
    expect(refusal(await replace('RP-1', 'nobody'))).toEqual(ok(200, 35404, 'Sn not found'));
    expect(refusal(await replace('RP-1', 'RP-3'))).toEqual(
      ok(200, 35400, 'Target device and replacement device should belong to the same group'),
    );
    expect(refusal(await replace('RP-1', 'RP-2'))).toEqual(
      ok(200, 35603, 'Replacement device is allocated'),
    );
    expect((await replace('RP-1', 'RP-1')).code).toBe(99400);
  });
});

test('two that want the place of one device at the same moment: one has it', async () => {
  for (const round of [1, 2, 3, 4, 5]) {
    const name = (unit: string) => `RACE-${round}-${unit}`;
    const all = ['old', 'one', 'two', 'three'].map(name);
    await Promise.all(all.map((sn) => house.client.create('MIG', sn)));
    await house.allocate(name('old'));
    const replies = await Promise.all([
      ...['one', 'two', 'three'].map((unit) =>
        house.client.call('replace', {
          body: { sn: name('old'), replacementSn: name(unit) },
        }),
      ),
      house.reset('MIG', [name('old')]),
      house.allocate(name('old'), grid),
    ]);
    const codes = replies.slice(0, 3).map(({ code }) => code);
    expect(codes.toSorted()).toEqual([0, 35404, 35404]);
    const tale = await house.tale('MIG', name('old'));
    expect(tale.filter((what) => what === 'replaced')).toHaveLength(1);
    expect(tale.at(-1)).toBe('replaced');
  }
});

describe('delete', () => {
  const remove = (groupId: string | undefined, snList: unknown) =>
    house.client.call('delete', { body: { groupId, snList } });

  test('lists what is gone and what never was; one of another group stays, and is not listed', async () => {
    for (const sn of ['DE-1', 'DE-2']) await house.client.create('MIG', sn);
    await house.client.create('INI', 'DE-3');
    await house.allocate('DE-2');
    const reply = await remove('MIG', ['DE-2', 'never', 'DE-3', 'DE-1']);
    expect(reply.data).toEqual(['DE-2', 'never', 'DE-1']);
    expect((await remove('MIG', ['DE-1'])).data).toEqual(['DE-1']);
    expect((await house.client.call('get', { query: { sn: 'DE-1' } })).code).toBe(35601);
    expect((await house.device('DE-3')).sn).toBe('DE-3');
    expect(await house.tale('MIG', 'DE-2')).toEqual(['created', 'allocated', 'deleted']);
    expect((await house.look('MIG', 'DE-2')).device).toBeNull();
  });

  test('each refusal', async () => {
    expect(refusal(await remove(undefined, ['a']))).toEqual(
      ok(200, 99400, 'Invalid Argument groupId:groupId is missing'),
    );
    expect(refusal(await remove('nowhere', ['a']))).toEqual(ok(200, 35404, 'Group not found'));
    for (const snList of [undefined, [], 'DE-1', [1]]) {
      expect((await remove('MIG', snList)).code).toBe(99400);
    }
  });
});

test('a retired group takes no new devices; those it has live on', async () => {
  await house.client.create('OLD', 'RE-1');
  await sql(house.database, `update catalog_item set retired = true where id = 'OLD'`);
  expect(refusal(await house.client.create('OLD', 'RE-2'))).toEqual(
    ok(200, 35404, 'Group not found'),
  );
  expect((await house.bootstrap('OLD', 'RE-2')).whole).toEqual({
    code: 35404,
    msg: 'Group not found',
  });
  const [made] = await house.client.operations([
    { key: 'retired-1', kind: 'create', groupId: 'OLD', deviceSn: 'RE-3' },
  ]);
  expect(made).toMatchObject({ outcome: 'refused', code: 35404 });
  expect((await house.bootstrap('OLD', 'RE-1')).whole.pk).toMatch(/^\w{8}$/);
  expect((await house.client.call('update', { body: { sn: 'RE-1', desc: 'x' } })).code).toBe(0);
  expect((await house.reset('OLD', ['RE-1'])).data).toEqual(['RE-1']);
  expect((await house.allocate('RE-1')).data.regionId).toBe('beta');
  const gone = await house.client.call('delete', { body: { groupId: 'OLD', snList: ['RE-1'] } });
  expect(gone.data).toEqual(['RE-1']);
});

test('the history says what, who, from where, and no values', async () => {
  await house.client.operations(
    [{ key: 'history-1', kind: 'create', groupId: 'MIG', deviceSn: 'HI-1' }],
    'ST-9',
  );
  await house.client.call('update', { body: { sn: 'HI-1', deviceData: { remark: 'hush' } } });
  await house.allocate('HI-1', { regionId: 'mars', orgId: 'o-solar' });
  await house.allocate('HI-1', { regionId: 'mars', orgId: 'o-solar' });
  await house.allocate('HI-1');
  await house.reset('MIG', ['HI-1']);
  const { history } = await house.look('MIG', 'HI-1');
  const line = (what: string, station: string | null, detail: object) => ({
    at: expect.any(Number),
    where: 'cloud',
    what,
    by: house.service.appKey,
    station,
    detail,
  });
  expect(history).toEqual([
    line('created', 'ST-9', { sn: 'HI-1' }),
    line('updated', null, { fields: 'remark' }),
    line('allocation-refused', null, {
      target: 'mars/o-solar',
      reason: 'environment/OU mars/o-solar not found',
    }),
    line('allocated', null, { target: 'beta/o-solar' }),
    line('reset', null, { from: 'beta/o-solar', method: 'migrate' }),
  ]);
});

test('credentials are shown to a named person with a reason, and the history remembers', async () => {
  const ask = (deviceSn: string) =>
    house.client.lineside('devices/credentials', {
      groupId: 'MIG',
      deviceSn,
      by: 'Li Wei',
      reason: 'commissioning on site',
    });
  await house.client.create('MIG', 'CR-1');
  expect(refusal(await ask('CR-1'))).toEqual(ok(200, 10000, '[CR-1] not allocated'));
  expect((await ask('nobody')).code).toBe(35601);
  await house.allocate('CR-1');
  const { data } = await ask('CR-1');
  expect(data).toEqual({
    productKey: (await house.device('CR-1')).productKey,
    deviceKey: expect.stringMatching(/^\w{10}$/),
    deviceSecret: expect.stringMatching(/^\w{32}$/),
    mqttUrl: 'tcp://mqtt.example.com:11883',
    httpUrl: 'https://http.example.com:8443',
  });
  const { history } = await house.look('MIG', 'CR-1');
  expect(history.at(-1)).toMatchObject({
    what: 'secret-revealed',
    by: 'Li Wei',
    detail: { reason: 'commissioning on site' },
  });
  expect(JSON.stringify(history)).not.toContain(data.deviceSecret);
  expect(house.service.log()).not.toContain(data.deviceSecret);
});
