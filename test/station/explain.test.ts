import { expect, test } from 'vitest';
import { knownAmongSql } from '../../main/store/nearest.ts';
import type { Verdict } from '../../shared/models/read.ts';
import { meterSn, misreadMeterSn } from '../support/serial-numbers.ts';
import { must, openStation } from '../support/station.ts';

const lead = { role: 'line-lead' } as const;
const typed = { kind: 'typed', name: '' } as const;

/** The meters of MTR3P2 have a Luhn digit. This is one that is known, and its digits in reading order. */
const known = meterSn(1234567);
const digits = [...known];

/** A station that knows it, by a read of its own or from another station. */
async function meters(where: 'here' | 'in the cloud') {
  const app = await openStation();
  must(await app.call('batches.start', { groupId: 'MTR3P2', tag: 'M1' }, lead));
  const read = async (text: string) =>
    must(await app.call('station.read', { text, source: typed }, lead)) as Verdict;
  if (where === 'here') await read(known);
  else {
    app.parts.store.db
      .prepare("INSERT INTO known_device VALUES ('MTR3P2', ?, 'ST-3', '118', 1764000000000)")
      .run(known);
  }
  return { app, read };
}

test.for(['here', 'in the cloud'] as const)(
  'a misread SN names the nearest one that is known %s',
  async (where) => {
    const { read } = await meters(where);
    const said = await read(misreadMeterSn(1234567));
    expect(said).toMatchObject({
      verdict: 'refused',
      problem: {
        code: 'sn-check-digit',
        params: { near: known, place: 12, known: digits.at(-1) },
      },
    });
    expect(said.problem?.message).toContain(
      `Nearest known SN: ${known}. It differs in position 12`,
    );
  },
);

test('two digits that were swapped, and a digit that is missing', async () => {
  const { read } = await meters('here');
  const swapped = digits
    .with(5, digits[6] as string)
    .with(6, digits[5] as string)
    .join('');
  expect((await read(swapped)).problem?.params).toMatchObject({
    explain: 'nearest-swap',
    place: 6,
  });
  expect((await read(known.slice(0, -1))).problem?.params).toMatchObject({ near: known });
});

test('an SN of another group, or one that is gone, is not near', async () => {
  const { app, read } = await meters('here');
  app.parts.store.db.prepare("UPDATE device SET gone = 'deleted'").run();
  app.parts.store.db
    .prepare("INSERT INTO known_device VALUES ('INV5K1', ?, 'ST-3', '118', 1764000000000)")
    .run(known);
  expect((await read(misreadMeterSn(1234567))).problem?.params).not.toHaveProperty('near');
});

test('the nearest SN is looked up in the indexes, never by walking the devices', async () => {
  const { app } = await meters('here');
  const plan = app.parts.store.db
    .prepare(`EXPLAIN QUERY PLAN ${knownAmongSql}`)
    .all({ groupId: 'MTR3P2', sns: '["1","2"]' }) as { detail: string }[];
  const steps = plan.map(({ detail }) => detail);
  expect(
    steps.filter((step) => /SEARCH [dk] USING .*group_id=\? AND device_sn=\?/.test(step)),
  ).toHaveLength(2);
  expect(steps.filter((step) => /SCAN (?!v VIRTUAL)/.test(step))).toEqual([]);
});
