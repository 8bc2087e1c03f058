import { expect, test } from 'vitest';
import type { PaceShown } from '../../shared/models/pace.ts';
import { journalEvents } from '../catalog/journal.ts';
import { must, mustFail } from '../support/station.ts';
import { lineStation, sources, technician } from './support.ts';

test('after its first unit the batch waits until somebody confirms it, with checks, name and reason', async () => {
  const line = await lineStation({ firstArticle: true }, { template: 'roll-50x30' });
  expect(await line.read('SN-1')).toMatchObject({ verdict: 'accepted' });
  expect((await line.batch()).now.hold).toEqual({ kind: 'first-article', deviceSn: 'SN-1' });
  expect((await line.read('SN-2')).problem?.code).toBe('batch-first-article');
  await line.restart();
  expect((await line.read('SN-2')).problem?.code).toBe('batch-first-article');

  // Its own label, scanned back, is noted and not called a repeat.
  expect(await line.read('SN-1')).toMatchObject({
    verdict: 'noted',
    problem: { code: 'noted-article' },
  });
  expect(must(await line.call('batches.article', {}))).toMatchObject({
    device: { deviceSn: 'SN-1', labelState: 'pending' },
    scannedBack: line.now(),
  });

  const wish = { deviceSn: 'SN-1', checks: ['scanned', 'label'] };
  expect(mustFail(await line.call('batches.approve', wish, technician)).code).toBe('role-missing');
  expect(mustFail(await line.call('batches.approve', wish)).code).toBe('article-reason');
  const other = { ...wish, deviceSn: 'SN-2', reason: 'x' };
  expect(mustFail(await line.call('batches.approve', other)).code).toBe('article-none');
  must(await line.call('batches.approve', { ...wish, reason: 'no network in the hall' }));
  expect(journalEvents(line.folder, 'article-approved')).toMatchObject([
    {
      deviceSn: 'SN-1',
      by: 'line-lead',
      checks: ['label', 'scanned'],
      reason: 'no network in the hall',
    },
  ]);
  expect((await line.read('SN-2')).verdict).toBe('accepted');
  expect(mustFail(await line.call('batches.approve', { ...wish, reason: 'x' })).code).toBe(
    'article-none',
  );
  expect((await line.batch()).article).toMatchObject({ deviceSn: 'SN-1', by: 'line-lead' });
});

test('golden samples prove the scanner, and never count, register or owe the cloud anything', async () => {
  const line = await lineStation({});
  const declare = (text: string, expected: string) =>
    line.call('golden.declare', { groupId: 'INV5K1', text, expected });
  must(await declare('GOLD-1', 'good'));
  must(await declare('BAD_1', 'bad'));
  expect(await line.read('GOLD-1')).toMatchObject({
    verdict: 'noted',
    problem: { code: 'noted-golden-good' },
  });
  expect(await line.read(']C1GOLD-1')).toMatchObject({ verdict: 'noted' });
  expect(await line.read('BAD_1')).toMatchObject({
    verdict: 'noted',
    problem: { code: 'noted-golden-bad' },
  });
  expect(line.devices()).toEqual([]);
  expect((await line.state()).queue).toMatchObject({ queued: 0 });
  expect(await line.batch()).toMatchObject({ accepted: 0, seen: 0, refused: 0 });
  const { items } = must(await line.call('golden.list', { groupId: 'INV5K1' })) as {
    items: object[];
  };
  expect(items).toMatchObject([
    { text: 'GOLD-1', right: true, checkedAt: expect.any(Number) },
    { text: 'BAD_1', right: true },
  ]);
  await line.restart();
  expect((await line.read('GOLD-1')).verdict).toBe('noted');
  expect(line.devices()).toEqual([]);
});

test('a known-bad sample that would turn green, or a known-good one that would not, is an alarm', async () => {
  const line = await lineStation({});
  const declare = (text: string, expected: string) =>
    line.call('golden.declare', { groupId: 'INV5K1', text, expected });
  must(await declare('BAD-1', 'bad'));
  must(await declare('GOOD_1', 'good'));
  expect(await line.read('BAD-1')).toMatchObject({
    verdict: 'refused',
    problem: { code: 'golden-accepted' },
  });
  expect(await line.read('GOOD_1')).toMatchObject({
    verdict: 'refused',
    problem: { code: 'golden-refused' },
  });
  expect(line.devices()).toEqual([]);
  expect(await line.batch()).toMatchObject({ accepted: 0, refused: 0 });
  expect(journalEvents(line.folder, 'golden-checked').map(({ right }) => right)).toEqual([
    false,
    false,
  ]);
});

test('a batch that demands it takes nothing until the samples were scanned in this shift', async () => {
  await expect(lineStation({ golden: 8 })).rejects.toThrow(/no golden samples/);
  const line = await lineStation({});
  for (const [text, expected] of [
    ['GOLD-1', 'good'],
    ['BAD_1', 'bad'],
  ]) {
    must(await line.call('golden.declare', { groupId: 'INV5K1', text, expected }));
  }
  must(await line.call('batches.finish', {}));
  const start = { groupId: 'INV5K1', tag: 'B2', line: { golden: 8 } };
  must(await line.call('batches.start', start));
  const first = await line.read('SN-1');
  expect(first.problem).toMatchObject({
    code: 'batch-golden-due',
    params: { samples: 'GOLD-1, BAD_1' },
  });
  await line.read('GOLD-1');
  expect((await line.read('SN-1')).problem?.params).toMatchObject({ samples: 'BAD_1' });
  await line.read('BAD_1');
  expect((await line.read('SN-1')).verdict).toBe('accepted');
  line.pass(8 * 3_600_000);
  expect((await line.read('SN-2')).problem?.code).toBe('batch-golden-due');
});

test('a device is no golden sample, and only a line lead makes one', async () => {
  const line = await lineStation({});
  await line.read('SN-1');
  const sample = { groupId: 'INV5K1', text: 'SN-1', expected: 'good' };
  expect(mustFail(await line.call('golden.declare', sample)).code).toBe('golden-is-device');
  const other = { ...sample, text: 'SN-2' };
  expect(mustFail(await line.call('golden.declare', other, technician)).code).toBe('role-missing');
  must(await line.call('golden.declare', other));
  must(await line.call('golden.withdraw', { groupId: 'INV5K1', text: 'SN-2' }));
  const gone = await line.call('golden.withdraw', { groupId: 'INV5K1', text: 'SN-2' });
  expect(mustFail(gone).code).toBe('golden-unknown');
  expect((await line.read('SN-2')).verdict).toBe('accepted');
});

const batchOf = async (line: Awaited<ReturnType<typeof lineStation>>, many: number) => {
  for (let n = 1; n <= many; n++) await line.read(`INA-${String(n).padStart(5, '0')}`);
};

test('the first unit that does not look like its batch is asked about; a second scan confirms it', async () => {
  const line = await lineStation({ mixUp: 'again' });
  await batchOf(line, 12);
  const asked = await line.read('INB-00013');
  expect(asked).toMatchObject({
    verdict: 'refused',
    problem: {
      code: 'sn-unlike-position',
      params: { position: 3, was: 'A', found: 'B', units: 12 },
    },
  });
  expect(asked.problem?.message).toMatch(/scan it once more/);
  expect((await line.read('INA-00013')).verdict).toBe('accepted');
  await line.restart();
  expect(await line.read('INB-00013')).toMatchObject({ verdict: 'accepted' });
  expect(journalEvents(line.folder, 'device-registered').at(-1)).toMatchObject({
    deviceSn: 'INB-00013',
    confirmed: 'sn-unlike-position',
  });
  // It is learned: the next of its kind is none to ask about.
  expect((await line.read('INB-00014')).verdict).toBe('accepted');
});

test('or a line lead confirms it', async () => {
  const line = await lineStation({ mixUp: 'lead' });
  await batchOf(line, 12);
  for (let n = 0; n < 2; n++) expect((await line.read('INB-00013')).verdict).toBe('refused');
  const answer = { deviceSn: 'INB-00013', right: true };
  expect(mustFail(await line.call('batches.confirm', answer, technician)).code).toBe(
    'role-missing',
  );
  expect(mustFail(await line.call('batches.confirm', { ...answer, deviceSn: 'X' })).code).toBe(
    'unlike-none',
  );
  must(await line.call('batches.confirm', answer));
  expect(journalEvents(line.folder, 'audited')).toContainEqual(
    expect.objectContaining({ what: 'mix-up-confirmed', about: 'INB-00013', by: 'line-lead' }),
  );
  expect((await line.read('INB-00013')).verdict).toBe('accepted');
});

test('takt, rate and what is left, and bars with a gap where the line stood', async () => {
  const line = await lineStation({ takt: 2 }, { target: 100 });
  await batchOf(line, 10);
  await line.read('no!');
  line.pass(30 * 60_000);
  for (let n = 11; n <= 20; n++) await line.read(`INA-${String(n).padStart(5, '0')}`);
  const { id } = await line.batch();
  const pace = must(await line.call('batches.pace', { id, hours: 1 })) as PaceShown;
  expect(pace).toMatchObject({ takt: 2000, perHour: 1800, left: 80 * 2000 });
  expect(pace.buckets).toHaveLength(12);
  const sum = (of: 'good' | 'refused') => pace.buckets.reduce((all, bar) => all + bar[of], 0);
  expect([sum('good'), sum('refused')]).toEqual([20, 1]);
  expect(pace.buckets.slice(6, 11).every(({ good }) => good === 0)).toBe(true);
  expect(mustFail(await line.call('batches.pace', { id: 'nope' })).code).toBe('batch-unknown');
});

test('a held batch is finished by a line lead only, or its gate would be got round by a new one', async () => {
  const line = await lineStation({ firstArticle: true });
  must(await line.call('batches.finish', {}, technician));
  must(
    await line.call('batches.start', {
      groupId: 'INV5K1',
      tag: 'B2',
      line: { firstArticle: true },
    }),
  );
  await line.read('SN-1');
  const finish = () => line.call('batches.finish', {}, technician);
  expect(mustFail(await finish())).toMatchObject({ code: 'batch-held', params: { tag: 'B2' } });
  must(await line.call('batches.pause', {}, technician));
  expect(mustFail(await finish()).code).toBe('batch-held');
  must(await line.call('batches.resume', {}, technician));
  expect((await line.batch()).state).toBe('open');
  must(await line.call('batches.approve', { deviceSn: 'SN-1', checks: [], reason: 'x' }));
  must(await finish());
});

test('so is one whose labels do not agree, or that waits for a line lead to say what a unit is', async () => {
  const lanes = { parts: ['unit', 'box'], persons: 2, boxScanner: 'B' };
  const shifted = await lineStation(lanes);
  for (const sn of ['SN-17', 'SN-18', 'SN-19']) await shifted.read(sn);
  await shifted.read('SN-18', sources.box);
  expect((await shifted.batch()).stop).not.toBeNull();
  const refused = mustFail(await shifted.call('batches.finish', {}, technician));
  expect(refused.code).toBe('batch-held');
  must(await shifted.call('batches.finish', {}));

  const asked = await lineStation({ mixUp: 'lead' });
  await batchOf(asked, 12);
  await asked.read('INB-00013');
  expect(mustFail(await asked.call('batches.finish', {}, technician)).code).toBe('batch-held');
  must(await asked.call('batches.confirm', { deviceSn: 'INB-00013', right: false }));
  must(await asked.call('batches.finish', {}, technician));
});

test('golden samples hold a technician back from finishing once there are units', async () => {
  const line = await lineStation({});
  must(await line.call('golden.declare', { groupId: 'INV5K1', text: 'GOLD-1', expected: 'good' }));
  must(await line.call('batches.finish', {}, technician));
  const start = (tag: string) =>
    line.call('batches.start', { groupId: 'INV5K1', tag, line: { golden: 8 } }, technician);
  must(await start('B2'));
  expect((await line.batch()).now.hold?.kind).toBe('golden');
  must(await line.call('batches.finish', {}, technician));
  must(await start('B3'));
  await line.read('GOLD-1');
  await line.read('SN-1');
  line.pass(8 * 3_600_000);
  expect(mustFail(await line.call('batches.finish', {}, technician)).code).toBe('batch-held');
});
