import { expect, test } from 'vitest';
import { frameAt } from '../../shared/handover/show.ts';
import { must } from '../support/station.ts';
import { bytesOf, hand } from './two-stations.ts';

const batch = { groupId: 'INV5K1', tag: 'WO-1', target: 900 };

/** Frames of a hand-over from `from` on; of ten the first three are lost. */
function* shown(base64: string, id: string, from = 0): Generator<string> {
  const file = bytesOf(base64);
  for (let turn = from; ; turn++) {
    if (turn % 10 >= 3) yield frameAt(file, { id, size: 'small', turn });
  }
}

test('a batch scanned from a screen, a third of it lost, among units: no frame is a unit, and it is taken', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  must(await one.call('batches.start', batch));
  await one.scan(...Array.from({ length: 60 }, (_, at) => `SN-${at + 100}`));
  const { base64, info } = must(
    await one.call('handover.make', { kind: 'batch', groupId: 'INV5K1', tag: 'WO-1' }),
  );
  must(await other.call('batches.start', { ...batch, tag: 'WO-2' }));
  await other.scan('SN-900');
  const before = must(await other.call('state.get', {}));
  let last = '';
  let frames = 0;
  for (const text of shown(base64, info.id)) {
    const half = frames === 4 ? await other.scan(text.slice(0, -3), 'SN-901') : [];
    if (frames === 4) expect(half).toEqual(['refused handover-frame-damaged', 'accepted']);
    [last = ''] = await other.scan(text);
    frames++;
    if (last === 'noted noted-handover-whole') break;
    expect(last).toBe('noted noted-handover');
    const { handover } = must(await other.call('state.get', {}));
    expect(handover.frames?.have).toBeLessThan(handover.frames?.of ?? 0);
  }
  const after = must(await other.call('state.get', {}));
  expect(after.handover).toMatchObject({ frames: null, offer: { id: info.id, kind: 'batch' } });
  // What was read is the unit and one line about the whole; frames are no reads, and count nowhere.
  expect(after.reads.map(({ text, verdict }) => `${verdict} ${text}`)).toEqual([
    'noted LINESIDEX',
    'accepted SN-901',
    ...before.reads.map(({ text, verdict }) => `${verdict} ${text}`),
  ]);
  expect(after.batch).toMatchObject({ accepted: 2, seen: 0, refused: 0 });

  must(await other.call('batches.finish', {}));
  const { plan } = must(await other.call('handover.look', {}));
  expect(plan?.batch).toMatchObject({ units: 60, fresh: 60, left: 840 });
  must(await other.call('handover.accept', { id: info.id, trust: plan?.info.fingerprint }));
  expect(await other.scan('SN-100', 'SN-160')).toEqual(['seen seen-handed-over', 'accepted']);
});

test('frames that add up to something else than what was signed are dropped, and the right ones are gathered anew', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  const { base64, info } = must(await one.call('handover.make', { kind: 'catalog' }));
  const forged = bytesOf(base64);
  forged[forged.length - 9] = (forged[forged.length - 9] as number) ^ 1;
  const said: string[] = [];
  for (const text of shown(forged.toString('base64'), info.id)) {
    said.push(...(await other.scan(text)));
    if (said.at(-1) !== 'noted noted-handover') break;
  }
  expect(said.at(-1)).toBe('refused handover-changed');
  expect(must(await other.call('state.get', {})).handover).toEqual({ frames: null, offer: null });
  for (const text of shown(base64, info.id, 70)) {
    said.push(...(await other.scan(text)));
    if (said.at(-1) !== 'noted noted-handover') break;
  }
  expect(said.at(-1)).toBe('noted noted-handover-whole');
});

test('a frame registers nothing on any other way either, and one that a unit tells itself is no frame', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  const { base64, info } = must(await one.call('handover.make', { kind: 'catalog' }));
  const text = frameAt(bytesOf(base64), { id: info.id, size: 'small', turn: 0 });
  must(await other.call('batches.start', batch));
  const { station } = other.app.parts;
  const inWork = station.inWork();
  if (!inWork?.job.ok) throw new Error('no job');
  const source = { kind: 'import', name: '' } as const;
  expect(station.receiveFor(inWork.job.value, text, source)).toMatchObject({
    verdict: 'refused',
    text: 'LINESIDEX',
    problem: { code: 'read-no-sn' },
  });
  expect(station.receive(text, { kind: 'uart', name: 'u' })).toMatchObject({ verdict: 'refused' });
  expect(must(await other.call('state.get', {})).handover.frames).toBeNull();
});
