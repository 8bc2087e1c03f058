import { expect, test } from 'vitest';
import { must, mustFail } from '../support/station.ts';
import { lineStation, sources, technician } from './support.ts';

const pair = { parts: ['unit', 'box'] };
const lanes = { ...pair, persons: 2, boxScanner: 'B' };
const { unit, box, device } = sources;

test('a unit turns green when its codes agree, and not before (P1)', async () => {
  const line = await lineStation(pair);
  const half = await line.read('SN-17');
  expect(half).toMatchObject({ verdict: 'noted', problem: { code: 'noted-part-box' } });
  expect(half.problem?.message).toMatch(/1 of 2 .*box/);
  expect(line.devices()).toEqual([]);
  expect(await line.batch()).toMatchObject({
    accepted: 0,
    seen: 0,
    refused: 0,
    now: { waiting: [{ deviceSn: 'SN-17', lacks: ['box'] }], waitingCount: 1 },
  });
  line.pass(60_000);
  const same = await line.read('SN-17');
  expect(same).toMatchObject({ verdict: 'seen', problem: { code: 'seen-same-label' } });
  expect(same.problem?.message).toMatch(/SN-17 .*another scanner/);
  await line.restart();
  expect((await line.read('SN-17')).problem?.code).toBe('seen-same-label');
  expect(line.devices()).toEqual([]);
  expect(await line.read('SN-17', box)).toMatchObject({ verdict: 'accepted', deviceSn: 'SN-17' });
  expect(line.devices()).toEqual(['SN-17']);
  expect((await line.batch()).now.waiting).toEqual([]);
});

test('codes that differ are red with both SNs, and neither is registered', async () => {
  const line = await lineStation(pair);
  await line.read('SN-17');
  const said = await line.read('SN-88');
  expect(said).toMatchObject({ verdict: 'refused', problem: { code: 'pair-differs' } });
  expect(said.problem?.message).toMatch(/SN-88 .*SN-17/);
  expect(line.devices()).toEqual([]);
  expect((await line.batch()).stop).toBeNull();
});

test('three codes: label, box, and the unit itself on the cable', async () => {
  const line = await lineStation({ parts: ['unit', 'box', 'device'] });
  expect((await line.read('SN-17', unit)).problem?.code).toBe('noted-part-box');
  expect((await line.read('SN-17', box)).problem?.code).toBe('noted-part-device');
  expect((await line.read('SN-18', device)).problem?.code).toBe('pair-differs');
  for (const source of [device, unit]) await line.read('SN-17', source);
  expect(await line.read('SN-17', box)).toMatchObject({ verdict: 'accepted' });
});

test('half a pair is there after a restart, is said, and is not guessed to be whole', async () => {
  const line = await lineStation(pair);
  await line.read('SN-17');
  await line.restart();
  expect((await line.batch()).now.waiting).toMatchObject([{ deviceSn: 'SN-17', lacks: ['box'] }]);
  expect(line.devices()).toEqual([]);
  expect(await line.read('SN-18')).toMatchObject({
    verdict: 'refused',
    problem: { params: { deviceSn: 'SN-18', expected: 'SN-17' } },
  });
});

test('a half without its partner is spoken of after its time, aloud and once', async () => {
  const line = await lineStation({ ...pair, waitSeconds: 30 });
  await line.read('SN-17');
  const { line: judge, station } = line.app().parts;
  const tick = () => judge.tick((why, source) => void station.misread(why, source));
  tick();
  expect((await line.state()).reads[0]?.verdict).toBe('noted');
  line.pass(30_000);
  tick();
  tick();
  const [first, second] = (await line.state()).reads;
  expect(first).toMatchObject({ verdict: 'refused', source: unit, problem: { code: 'pair-late' } });
  expect(first?.problem?.message).toMatch(/SN-17/);
  expect(second?.verdict).toBe('noted');
  expect((await line.batch()).now.waiting).toEqual([]);
});

test('what the codes of one unit say together becomes its master data, and must not contradict', async () => {
  const line = await lineStation(pair);
  const code = (rest: object) => JSON.stringify({ deviceSn: 'SN-17', ...rest });
  await line.read(code({ phase: 'three' }));
  const both = await line.read(code({ remark: 'box 4' }));
  expect(both).toMatchObject({
    verdict: 'accepted',
    masterData: { phase: 'three', remark: 'box 4' },
  });
  const other = (rest: object) => JSON.stringify({ deviceSn: 'SN-18', ...rest });
  await line.read(other({ phase: 'three' }));
  const differs = await line.read(other({ phase: 'single' }));
  expect(differs).toMatchObject({ verdict: 'refused', problem: { code: 'value-misfit' } });
  expect(line.devices()).toEqual(['SN-17']);
});

const misfit = (sn: string) => JSON.stringify({ sn, ratedPower: 'abc' });

test('a pair whose value is refused leaves its place, and the next units are no false alarm', async () => {
  const line = await lineStation(pair);
  await line.read(misfit('SN-1'), unit);
  expect((await line.read('SN-1', box)).problem?.code).toBe('value-misfit');
  expect((await line.batch()).now.waiting).toEqual([]);
  await line.restart();
  for (const sn of ['SN-2', 'SN-1', 'SN-3']) {
    expect((await line.read(`{"sn":"${sn}"}`, unit)).problem?.code).toBe('noted-part-box');
    expect((await line.read(sn, box)).verdict).toBe('accepted');
  }
  expect((await line.batch()).stop).toBeNull();
  expect(line.devices()).toEqual(['SN-2', 'SN-1', 'SN-3']);
});

test('two persons: a unit whose value is refused leaves the lane to the next one', async () => {
  const line = await lineStation(lanes);
  await line.read(misfit('SN-1'), unit);
  for (const sn of ['SN-2', 'SN-3']) await line.read(sn, unit);
  expect((await line.read('SN-1', box)).problem?.code).toBe('value-misfit');
  expect((await line.batch()).now).toMatchObject({ waitingCount: 2 });
  // It is red, so somebody scans it once more: it belongs to none of the units here.
  expect((await line.read('SN-1', box)).problem?.code).toBe('pair-differs');
  for (const sn of ['SN-2', 'SN-3']) expect((await line.read(sn, box)).verdict).toBe('accepted');
  expect((await line.batch()).stop).toBeNull();
});

test.for([1, 2])('a half that became a device elsewhere leaves its place (%s)', async (persons) => {
  const line = await lineStation(persons === 2 ? lanes : pair);
  await line.read('SN-1', unit);
  line
    .app()
    .parts.store.db.prepare(
      "INSERT INTO known_device VALUES ('INV5K1', 'SN-1', 'ST-3', '118', 1764000000000)",
    )
    .run();
  expect(await line.read('SN-1', box)).toMatchObject({
    verdict: 'seen',
    problem: { code: 'seen-in-cloud' },
  });
  expect((await line.batch()).now).toMatchObject({ waitingCount: 0 });
  await line.read('SN-2', unit);
  expect((await line.read('SN-2', box)).verdict).toBe('accepted');
});

test('two persons: labels one ahead stop the batch, with the units it concerns', async () => {
  const line = await lineStation(lanes);
  for (const sn of ['SN-15', 'SN-16', 'SN-17', 'SN-18', 'SN-19']) await line.read(sn, unit);
  expect((await line.read('SN-15', box)).verdict).toBe('accepted');
  expect((await line.read('SN-16', box)).verdict).toBe('accepted');
  const said = await line.read('SN-18', box);
  expect(said).toMatchObject({ verdict: 'refused', problem: { code: 'line-ahead' } });
  expect(said.problem?.message).toMatch(/1 ahead since .*SN-18 .*SN-17 .*3 units, SN-17 to SN-19/);
  expect((await line.batch()).now.hold).toMatchObject({
    kind: 'shift',
    shift: { kind: 'ahead', by: 1, units: ['SN-17', 'SN-18', 'SN-19'] },
  });
  // Nothing goes on by itself: neither a right label, nor pause and resume, nor a restart.
  expect((await line.read('SN-20', unit)).problem?.code).toBe('batch-stopped');
  must(await line.call('batches.pause', {}));
  must(await line.call('batches.resume', {}));
  await line.restart();
  expect((await line.read('SN-21', unit)).problem?.code).toBe('batch-stopped');
  expect(line.devices()).toEqual(['SN-15', 'SN-16']);
});

test('the next label makes a swap of it, and a line lead lets it go on', async () => {
  const line = await lineStation(lanes);
  for (const sn of ['SN-17', 'SN-18', 'SN-19']) await line.read(sn, unit);
  await line.read('SN-18', box);
  const better = await line.read('SN-17', box);
  expect(better.problem).toMatchObject({ code: 'line-swap' });
  expect(better.problem?.message).toMatch(/SN-17 and SN-18/);
  const answer = { way: 'keep', reason: 'changed back' };
  expect(mustFail(await line.call('batches.answer', answer, technician)).code).toBe('role-missing');
  expect(must(await line.call('batches.answer', answer))).toMatchObject({ stop: null });
  expect(mustFail(await line.call('batches.answer', answer)).code).toBe('batch-not-stopped');
  for (const sn of ['SN-17', 'SN-18', 'SN-19']) {
    expect((await line.read(sn, box)).verdict).toBe('accepted');
  }
  expect(line.devices()).toEqual(['SN-17', 'SN-18', 'SN-19']);
});

test('or everything between the two stations is scanned anew', async () => {
  const line = await lineStation(lanes);
  for (const sn of ['SN-17', 'SN-18']) await line.read(sn, unit);
  await line.read('SN-18', box);
  must(await line.call('batches.answer', { way: 'again', reason: 'all boxes opened' }));
  expect((await line.batch()).now.waitingCount).toBe(0);
  expect((await line.read('SN-18', box)).problem?.code).toBe('pair-no-unit');
  await line.read('SN-18', unit);
  expect((await line.read('SN-18', box)).verdict).toBe('accepted');
});

test('a box label that comes again says that labels run behind', async () => {
  const line = await lineStation(lanes);
  for (const sn of ['SN-1', 'SN-2']) await line.read(sn, unit);
  await line.read('SN-1', box);
  expect((await line.read('SN-1', box)).problem).toMatchObject({
    code: 'line-behind',
    params: { deviceSn: 'SN-1', expected: 'SN-2', by: 1 },
  });
});

test('the buffer survives a restart with every unit in its turn', async () => {
  const line = await lineStation(lanes);
  for (const sn of ['SN-1', 'SN-2', 'SN-3']) await line.read(sn, unit);
  await line.restart();
  expect((await line.batch()).now).toMatchObject({ waitingCount: 3 });
  for (const sn of ['SN-1', 'SN-2', 'SN-3']) {
    expect((await line.read(sn, box)).verdict).toBe('accepted');
  }
});

test('two persons need the name of the scanner of the box labels', async () => {
  await expect(lineStation({ ...pair, persons: 2 })).rejects.toThrow(/scanner of the box labels/);
});

test('a batch is gone on with as it was, with its way of checking', async () => {
  const line = await lineStation(pair);
  must(await line.call('batches.finish', {}));
  const start = { groupId: 'INV5K1', tag: 'B1' };
  expect(mustFail(await line.call('batches.start', start)).code).toBe('batch-differs');
  expect(must(await line.call('batches.start', { ...start, line: pair }))).toMatchObject({
    line: { parts: ['unit', 'box'], persons: 1 },
  });
});
