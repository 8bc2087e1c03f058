import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { change, datum, item, line, mustSave, pulled, save } from './catalog-edits.ts';
import { House } from './house.ts';
import { sql } from './support.ts';

/** Who edits a catalog that is not theirs, or means to break something by it. */
const house = new House();
const client = () => house.client;

describe('the catalog of another OU', () => {
  test('is neither seen, linked to, counted nor changed', async () => {
    await line(client(), 'ours', [datum('a')]);
    const deviceData = { deviceSn: 'OURS-1', a: 'x' };
    await client().create('ours-1', 'OURS-1', { deviceData });
    const before = await pulled(client());
    const group = { groupId: 'theirs-1', name: 'T', masterDataGroupId: 'ours', gatewayId: 'ours' };
    const link = { kind: 'registrationGroup', before: null, body: group };
    const nowhere = { ...link, body: { ...group, masterDataGroupId: 'no', gatewayId: 'no' } };
    const told = async (edit: object) =>
      (await save(house.stranger, edit)).msg.replaceAll('"ours"', '"no"');
    expect(await told(link)).toBe(await told(nowhere));
    // Their retirement of what is ours meets nothing.
    const theirs = await change(client(), 'gateway', 'ours', {}, { retired: true });
    expect((await save(house.stranger, theirs, true)).code).toBe(99409);
    // The same identifiers are free there, and are items of their own.
    await line(house.stranger, 'ours', [datum('a')]);
    const shrunk = await change(house.stranger, 'masterDataGroup', 'ours', { masterData: [] });
    expect(await mustSave(house.stranger, shrunk)).toEqual([]);
    const tired = await change(
      house.stranger,
      'registrationGroup',
      'ours-1',
      {},
      { retired: true },
    );
    expect(await mustSave(house.stranger, tired)).toEqual([]);
    const gone = await change(house.stranger, 'gateway', 'ours', {}, { retired: true });
    expect(await mustSave(house.stranger, gone)).toEqual([]);
    expect(await pulled(client())).toEqual(before);
  });

  test('cannot be had with the key of another', async () => {
    const reply = await house.stranger.lineside(
      'catalog',
      { edit: { kind: 'gateway', before: null, body: { id: 'x', name: 'x' } } },
      { orgId: client().keys.orgId },
    );
    expect(reply.code).not.toBe(0);
    expect(await item(client(), 'gateway', 'x')).toBe(null);
  });
});

describe('what is no edit', () => {
  const gateway = (by: object) => ({
    edit: { kind: 'gateway', before: null, body: { id: 'bad', name: 'Bad', ...by } },
  });
  const long = 'x'.repeat(1_000_000);
  test.for<[string, unknown]>([
    ['nothing', {}],
    ['a list', []],
    ['a text', 'edit'],
    ['no edit', { edit: null }],
    ['a kind that is none', { edit: { kind: 'device', before: null, body: {} } }],
    ['a kind that every object has', { edit: { kind: 'constructor', before: null, body: {} } }],
    ['a body of another kind', { edit: { kind: 'environment', before: null, body: { id: 'x' } } }],
    ['no before', { edit: { kind: 'gateway', body: { id: 'bad', name: 'Bad' } } }],
    ['a name that is empty', gateway({ name: '' })],
    ['a name of a million characters', gateway({ name: long })],
    ['an identifier of a million characters', gateway({ id: long })],
    ['U+0000', gateway({ name: 'a\u0000b' })],
    ['half of a character', gateway({ name: 'a\ud800b' })],
    ['accept that is no yes or no', { ...gateway({}), accept: 'yes' }],
    [
      'a secret that is too long',
      {
        edit: {
          kind: 'registrationGroup',
          before: null,
          body: {
            groupId: 'bad',
            name: 'B',
            masterDataGroupId: 'md-inverter',
            gatewayId: 'iot-hub',
          },
          groupSecret: long,
        },
      },
    ],
    [
      'more master data than a group holds',
      {
        edit: {
          kind: 'masterDataGroup',
          before: null,
          body: {
            id: 'bad',
            name: 'B',
            assetType: 'B',
            masterData: Array.from({ length: 501 }, (_, index) => datum(`d${index}`)),
          },
        },
      },
    ],
  ])('%s', async ([, body]) => {
    const before = await pulled(client());
    const reply = await client().lineside('catalog', body);
    expect(reply).toMatchObject({ http: 400, code: 99400 });
    expect(reply.msg).toMatch(/^Invalid Argument/);
    expect(reply.msg.length).toBeLessThan(600);
    expect(await pulled(client())).toEqual(before);
  });

  test('more than eight MiB', async () => {
    const reply = await client().lineside('catalog', gateway({ name: 'x'.repeat(9_000_000) }));
    expect(reply.http).toBe(413);
  });

  test('a name that wants to be SQL, JSON or markup is a name', async () => {
    const names = [
      `'; drop table catalog_item; --`,
      '{"a":1}',
      '$1',
      '<b>&"',
      '泵 \u{1f600}',
      '__proto__',
    ];
    for (const name of names) {
      await mustSave(client(), { kind: 'gateway', before: null, body: { id: name, name } });
      expect((await item(client(), 'gateway', name)).body).toMatchObject({ id: name, name });
      const retired = await change(client(), 'gateway', name, {}, { retired: true });
      expect(await mustSave(client(), retired)).toEqual([]);
    }
    await line(client(), `o'brien`, [datum(`it's`)]);
    const shrunk = await change(client(), 'masterDataGroup', `o'brien`, { masterData: [] });
    expect(await mustSave(client(), shrunk)).toEqual([]);
  });
});

test('group secrets are in no answer but the pull, in no log, and sealed in the database', async () => {
  const secret = 'a-fleet-key-that-nobody-sees';
  await line(client(), 'quiet');
  const edit = await change(client(), 'registrationGroup', 'quiet-1', {}, { groupSecret: secret });
  const retired = { ...edit, retired: true };
  await client().create('quiet-1', 'QUIET-1');
  const wrong = { ...edit, body: { ...edit.body, gatewayId: 'nowhere' } };
  const stale = { ...edit, before: { ...edit.before, name: 'Not so' } };
  const replies = [
    await save(client(), wrong),
    await save(client(), stale),
    await save(client(), edit),
    await save(client(), edit),
    await save(client(), retired),
    await save(client(), { ...edit, groupSecret: secret.repeat(20) }),
    await client().lineside('catalog', { edit: [edit] }),
  ];
  expect(replies.map((reply) => reply.code)).toEqual([99400, 99409, 0, 0, 0, 99400, 99400]);
  for (const { whole } of replies) expect(JSON.stringify(whole)).not.toContain(secret);
  expect(house.service.log()).not.toContain(secret);
  const rows = await sql(
    house.database,
    `select t::text as line from catalog_item t union all select e::text from catalog_event e`,
  );
  const text = rows.map((row) => row.line).join('\n');
  expect(text).not.toContain(secret);
  expect(text).not.toContain(Buffer.from(secret).toString('hex'));
  expect((await item(client(), 'registrationGroup', 'quiet-1')).body.groupSecret).toBe(secret);
});

test('a long registration of devices does not hold up an edit', async () => {
  await line(client(), 'long');
  const db = new pg.Client({ connectionString: house.database });
  await db.connect();
  onTestFinished(() => db.end());
  await db.query('begin');
  await db.query(
    `insert into device (org_id, group_id, device_sn, sn, batch_order, product_key, create_by,
       create_time, update_by, update_time)
     values ($1, 'long-1', 'LONG-1', 'LONG-1', 1, 'p', 'x', 1, 'x', 1)`,
    [client().keys.orgId],
  );
  await mustSave(client(), await change(client(), 'gateway', 'long', { name: 'In between' }));
  await db.query('commit');
  expect((await house.device('LONG-1')).sn).toBe('LONG-1');
});
