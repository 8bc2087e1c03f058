import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { usesOfValues } from '../../cloud/catalog/uses-of-values.ts';
import { openPool } from '../../cloud/database/pool.ts';
import { inTransaction } from '../../cloud/database/transaction.ts';
import { isNarrowed, narrowings } from '../../shared/catalog-narrowing.ts';
import type { MasterDatum, MasterValue } from '../../shared/models/catalog.ts';
import { masterDatumSchema } from '../../shared/models/catalog.ts';
import type { CatalogUse } from '../../shared/models/catalog-edit.ts';
import { change, datum, item, line, mustSave, pulled, save } from './catalog-edits.ts';
import { House, solar } from './house.ts';
import { sql } from './support.ts';

/** Who uses what an edit retires or narrows: named first, and never harmed. */
const house = new House();
const client = () => house.client;

const create = async (groupId: string, deviceSn: string, deviceData: object = {}) => {
  const reply = await client().create(groupId, deviceSn, {
    deviceData: { deviceSn, ...deviceData },
  });
  expect([reply.code, reply.msg]).toEqual([0, 'OK']);
};

/** Asked first and not saved; then accepted. @returns the uses, which are the same both times. */
async function askedThenSaved(edit: object): Promise<CatalogUse[]> {
  const newest = async () => (await pulled(client())).at(-1)?.at(-1)?.cursor;
  const before = await newest();
  const asked = await save(client(), edit);
  expect(asked).toMatchObject({ code: 0, data: { saved: false } });
  expect(await newest()).toBe(before);
  expect(await mustSave(client(), edit, true)).toEqual(asked.data.uses);
  return asked.data.uses;
}

describe('who uses it is told before it is saved', () => {
  test('master data that go, shrink or become required; the values stay', async () => {
    const was = [
      datum('goes'),
      datum('size', { type: 'Enum', items: ['S', 'M', 'L'] }),
      datum('text', { maxLength: 10 }),
      datum('number'),
    ];
    await line(client(), 'shrink', was, ['SHR-A', 'SHR-B']);
    await create('SHR-A', 'SHR-1', { goes: 'x', size: 'L', text: '0123456789', number: '5' });
    await create('SHR-B', 'SHR-2', { goes: 'y', size: 'S', text: '012' });
    await create('SHR-B', 'SHR-3', {});
    await create('SHR-B', 'SHR-4', { goes: 'faulty' });
    await create('SHR-B', 'SHR-5', {});
    await client().call('replace', { body: { sn: 'SHR-4', replacementSn: 'SHR-5' } });
    const before = await house.device('SHR-1');
    const masterData = [
      datum('size', { type: 'Enum', items: ['S', 'M'] }),
      datum('text', { maxLength: 5, required: true }),
      datum('number', { type: 'Integer' }),
      datum('new', { required: true }),
      datum('easy', { required: true, default: 'x' }),
    ];
    const edit = await change(client(), 'masterDataGroup', 'shrink', { masterData });
    const uses = await askedThenSaved(edit);
    const told = (what: string, subject: string, ...samples: string[]) => ({
      ...{ what, subject, count: samples.length, samples },
    });
    // SHR-4 is discarded, SHR-5 took over what it had.
    expect(uses).toEqual([
      told('values', 'goes', 'SHR-1', 'SHR-2', 'SHR-5'),
      told('values-misfit', 'size', 'SHR-1'),
      told('values-misfit', 'text', 'SHR-1'),
      told('values-misfit', 'number', 'SHR-1'),
      told('values-missing', 'text', 'SHR-3', 'SHR-5'),
      told('values-missing', 'new', 'SHR-1', 'SHR-2', 'SHR-3', 'SHR-5'),
    ]);
    expect(await house.device('SHR-1')).toMatchObject(before);
  });

  test('a group that turns to other master data', async () => {
    await line(client(), 'turn', [datum('a'), datum('b')], ['TURN-A', 'TURN-B']);
    await line(client(), 'other', [datum('b')]);
    await create('TURN-A', 'TURN-1', { a: '1', b: '2' });
    await create('TURN-B', 'TURN-2', { a: '1' });
    const edit = await change(client(), 'registrationGroup', 'TURN-A', {
      masterDataGroupId: 'other',
    });
    expect(await askedThenSaved(edit)).toEqual([
      { what: 'values', subject: 'a', count: 1, samples: ['TURN-1'] },
    ]);
    expect((await house.device('TURN-1')).deviceData).toMatchObject({ a: '1', b: '2' });
  });

  test('what registration groups link to', async () => {
    await line(client(), 'linked', [], ['LNK-A', 'LNK-B', 'LNK-C']);
    const gone = await change(client(), 'registrationGroup', 'LNK-C', {}, { retired: true });
    expect(await mustSave(client(), gone)).toEqual([]);
    const use = { what: 'linked-groups', subject: 'linked', count: 2, samples: ['LNK-A', 'LNK-B'] };
    for (const kind of ['gateway', 'masterDataGroup'] as const) {
      const edit = await change(client(), kind, 'linked', {}, { retired: true });
      expect(await askedThenSaved(edit)).toEqual([use]);
    }
  });

  test('a registration group with devices', async () => {
    await line(client(), 'full');
    for (let index = 0; index < 25; index++) {
      await create('full-1', `FULL-${String(index).padStart(2, '0')}`);
    }
    const edit = await change(client(), 'registrationGroup', 'full-1', {}, { retired: true });
    const [use] = await askedThenSaved(edit);
    expect(use).toMatchObject({ what: 'devices', subject: 'full-1', count: 25 });
    expect(use?.samples).toHaveLength(20);
    expect(use?.samples[0]).toBe('FULL-00');
  });

  test('an OU, or the whole environment, that devices were allocated to', async () => {
    await create('MIG', 'OUS-1');
    expect((await house.allocate('OUS-1', solar)).code).toBe(0);
    const use = { what: 'devices', subject: 'beta/o-solar', count: 1, samples: ['OUS-1'] };
    const { body } = await item(client(), 'environment', 'beta');
    const kept = body.ous.filter(({ orgId }: { orgId: string }) => orgId !== 'o-solar');
    const narrowed = await change(client(), 'environment', 'beta', { ous: kept });
    expect(await askedThenSaved(narrowed)).toEqual([use]);
    const widened = await change(client(), 'environment', 'beta', { ous: body.ous });
    expect(await mustSave(client(), widened)).toEqual([]);
    const retired = await change(client(), 'environment', 'beta', {}, { retired: true });
    expect(await askedThenSaved(retired)).toEqual([use]);
    expect(await house.device('OUS-1')).toMatchObject(solar);
  });
});

test('a cloud counts what a station would', { timeout: 120_000 }, async () => {
  await line(client(), 'equal', [], ['EQ-A', 'EQ-B']);
  const sns = Array.from({ length: 12 }, (_, index) => `EQ-${index}`);
  for (const [index, sn] of sns.entries()) await create(index % 2 ? 'EQ-A' : 'EQ-B', sn);
  const identifier = fc.constantFrom('a', 'b', 'c');
  const value = fc.oneof(
    fc.constantFrom(
      'x',
      'yy',
      'zzz',
      '5',
      '2026-02-03',
      '2026-13-99',
      '',
      null,
      true,
      5,
      5.5,
      1e300,
    ),
    fc.constant({ defaultValue: 'x' }),
    fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !text.includes('\0')),
  );
  const anyDatum = fc
    .record({
      identifier,
      name: fc.constant('n'),
      type: fc.constantFrom('Integer', 'Double', 'Boolean', 'String', 'Enum', 'Date', 'StringI18n'),
      required: fc.boolean(),
      maxLength: fc.constantFrom(1, 2, 5),
      items: fc.constantFrom(['x', '5'], ['x', 'yy'], ['true']),
    })
    .map((one) => masterDatumSchema.parse(one));
  const anyData = fc.uniqueArray(anyDatum, { selector: (one) => one.identifier });
  const values = fc.dictionary(identifier, value, { maxKeys: 3 });
  const pool = await openPool(house.database);
  onTestFinished(() => pool.end());
  await fc.assert(
    fc.asyncProperty(
      anyData,
      anyData,
      fc.array(values, { minLength: sns.length, maxLength: sns.length }),
      async (before: MasterDatum[], after: MasterDatum[], held: Record<string, MasterValue>[]) => {
        await pool.query(
          `update device set device_data = w.data from unnest($1::text[], $2::jsonb[]) as w(sn, data)
           where device.device_sn = w.sn`,
          [sns, held.map((each) => JSON.stringify(each))],
        );
        const expected = narrowings(before, after)
          .map((narrowing) => ({
            what: narrowing.what,
            subject: narrowing.datum.identifier,
            samples: sns.filter((_, index) => isNarrowed(narrowing, held[index] ?? {})),
          }))
          .filter(({ samples }) => samples.length > 0);
        const found = await inTransaction(pool, (db) =>
          usesOfValues(db, client().keys.orgId, ['EQ-A', 'EQ-B'], before, after),
        );
        const told = ({ what, subject, samples }: Omit<CatalogUse, 'count'>) => ({
          ...{ what, subject, samples: samples.toSorted() },
        });
        expect(found.map(told)).toEqual(expected.map(told));
        for (const { count, samples } of found) expect(count).toBe(samples.length);
      },
    ),
    { numRuns: 150 },
  );
});

test('a fleet under ten thousand groups is counted, named by a few and pulled in pages', {
  timeout: 120_000,
}, async () => {
  await line(client(), 'fleet', [datum('old')], []);
  const { orgId } = client().keys;
  const start = (await pulled(client())).flat().at(-1)?.cursor as number;
  await sql(
    house.database,
    `insert into catalog_item (org_id, kind, id, body, cursor)
     select $1, 'registrationGroup', 'F' || n, jsonb_build_object('groupId', 'F' || n, 'name', 'F',
       'masterDataGroupId', 'fleet', 'gatewayId', 'fleet'), $2 + n from generate_series(1, 10000) n`,
    [orgId, start],
  );
  await sql(
    house.database,
    `insert into device (org_id, group_id, device_sn, sn, batch_order, product_key, device_data,
       create_by, create_time, update_by, update_time)
     select $1, 'F' || n, 'F-' || n, 'F-' || n, 1, 'p', '{"old": "x"}', 'x', 1, 'x', 1
     from generate_series(1, 10000) n`,
    [orgId],
  );
  const edit = await change(client(), 'masterDataGroup', 'fleet', { masterData: [datum('new')] });
  const [values] = await askedThenSaved(edit);
  expect(values).toMatchObject({ what: 'values', subject: 'old', count: 10_000 });
  expect(values?.samples).toHaveLength(20);
  const device = await house.device('F-10000');
  expect(device.deviceData).toMatchObject({ old: 'x', new: null });
  const [links] = await askedThenSaved(
    await change(client(), 'gateway', 'fleet', {}, { retired: true }),
  );
  expect(links).toMatchObject({ what: 'linked-groups', count: 10_000 });
  const pages = await pulled(client(), start);
  expect(Math.max(...pages.map((page) => page.length))).toBe(500);
  expect(pages.flat()).toHaveLength(10_002);
});
