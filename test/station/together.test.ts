import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../main/app.ts';
import type { Heard } from '../../main/settling.ts';
import { createStation } from '../../main/station.ts';
import { examine } from '../../main/store/doctor.ts';
import { lastReads } from '../../main/store/reads.ts';
import type { Read, Source, Verdict } from '../../shared/models/read.ts';
import { must, newId, openStation } from '../support/station.ts';

const disk = vi.hoisted(() => ({ failsOnce: false, syncs: 0 }));
// The one thing that cannot be had for real: a disk that fails at exactly this sync, and works again.
vi.mock('node:fs', async (real) => {
  const fs = await real<typeof import('node:fs')>();
  return {
    ...fs,
    fdatasyncSync(handle: number) {
      disk.syncs += 1;
      if (disk.failsOnce) {
        disk.failsOnce = false;
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      }
      fs.fdatasyncSync(handle);
    },
  };
});
beforeEach(() => {
  disk.syncs = 0;
});

const from = (name: string): Source => ({ kind: 'serial', name });

async function line(claim: (text: string, app: App) => Verdict | null = () => null) {
  const app = await openStation();
  const batch = { groupId: 'INV5K1', tag: 'T-1' };
  must(await app.call('batches.start', batch, { role: 'technician' }));
  const { store } = app.parts;
  const told: Read[] = [];
  const station = createStation({
    ...{ store, newId, now: () => Date.now(), stationName: () => 'ST' },
    operator: () => null,
    claims: [(text) => claim(text, app)],
    bars: () => null,
    line: app.parts.line,
    onRead: (read) => void told.push(read),
  });
  const settled: [string, string, string | undefined][] = [];
  const hear = (text: string): Heard => ({
    read: () => station.receive(text, from('a')),
    settled({ verdict, problem }) {
      // Safe by the time that it is told: in the journal's file, and in no open transaction.
      if (verdict === 'accepted') expect(journal()).toContain(`"${text}"`);
      expect(store.db.inTransaction).toBe(false);
      settled.push([text, verdict, problem?.code]);
    },
  });
  const journal = () => readFileSync(join(store.folder, 'journal-000001.ndjson'), 'utf8');
  const together = (...texts: string[]) => station.together(texts.map(hear));
  const devices = () =>
    store.db.prepare('SELECT device_sn AS sn FROM device ORDER BY id').pluck().all();
  const whole = async () => expect((await examine(store)).filter(({ ok }) => !ok)).toEqual([]);
  return { app, store, station, told, settled, together, devices, whole };
}

test('reads of one turn share one sync; each is told its own verdict, in order', async () => {
  const { together, settled, told, devices, store, whole } = await line();
  disk.syncs = 0;
  together('AB-0001', 'AB-0002', 'AB-0001', 'bad sn', 'AB-0003');
  expect(disk.syncs).toBe(1);
  expect(settled).toEqual([
    ['AB-0001', 'accepted', undefined],
    ['AB-0002', 'accepted', undefined],
    ['AB-0001', 'seen', 'seen-in-batch'],
    ['bad sn', 'refused', expect.stringMatching(/^sn-/)],
    ['AB-0003', 'accepted', undefined],
  ]);
  expect(told.map(({ text }) => text)).toEqual(settled.map(([text]) => text));
  expect(lastReads(store.db, 10).toReversed()).toEqual(told);
  expect(devices()).toEqual(['AB-0001', 'AB-0002', 'AB-0003']);
  const [batch] = store.db.prepare('SELECT accepted, seen, refused FROM batch').all();
  expect(batch).toEqual({ accepted: 3, seen: 1, refused: 1 });
  await whole();
});

test('a target stops in the middle of a turn', async () => {
  const { app, together, settled } = await line();
  app.parts.store.db.prepare('UPDATE batch SET target = 2').run();
  together('AB-0001', 'AB-0002', 'AB-0003');
  expect(settled.map(([, , code]) => code)).toEqual([undefined, undefined, 'batch-target-reached']);
});

test('a command in the middle finds what came before it safe, and stands for itself', async () => {
  const before: unknown[] = [];
  const { together, settled, devices, whole } = await line((text, app) => {
    if (text !== 'PAUSE') return null;
    must(app.parts.batches.move('paused'));
    before.push(...app.parts.store.db.prepare('SELECT device_sn FROM device').pluck().all());
    return { text, verdict: 'noted' };
  });
  together('AB-0001', 'PAUSE', 'AB-0002');
  expect(before).toEqual(['AB-0001']);
  expect(settled).toEqual([
    ['AB-0001', 'accepted', undefined],
    ['PAUSE', 'noted', undefined],
    ['AB-0002', 'refused', 'batch-paused'],
  ]);
  expect(devices()).toEqual(['AB-0001']);
  await whole();
});

test('when the sync fails nothing of it is green, each is told why, and the next turn is well', async () => {
  const { together, settled, told, devices, store, whole } = await line();
  disk.failsOnce = true;
  together('AB-0001', 'AB-0001', 'bad sn', 'AB-0002');
  expect(settled.map(([text, verdict]) => [text, verdict])).toEqual([
    ['AB-0001', 'refused'],
    ['AB-0001', 'refused'],
    ['bad sn', 'refused'],
    ['AB-0002', 'refused'],
  ]);
  expect(settled.map(([, , code]) => code)).toEqual([
    'disk-full',
    'disk-full',
    expect.stringMatching(/^sn-/),
    'disk-full',
  ]);
  expect(told).toHaveLength(4);
  expect(devices()).toEqual([]);
  expect(lastReads(store.db, 10)).toHaveLength(4);
  together('AB-0001', 'AB-0002');
  expect(settled.slice(4).map(([, verdict]) => verdict)).toEqual(['accepted', 'accepted']);
  await whole();
});

test('what fails in the middle of a turn takes only what it shared with', async () => {
  const { together, settled, devices, whole } = await line((text) => {
    if (text === 'NOTED') disk.failsOnce = true;
    return text === 'NOTED' ? { text, verdict: 'noted' } : null;
  });
  together('AB-0001', 'NOTED', 'AB-0002');
  together('AB-0001', 'AB-0002');
  expect(settled.map(([text, verdict]) => `${text} ${verdict}`)).toEqual([
    'AB-0001 refused',
    'NOTED noted',
    'AB-0002 refused',
    'AB-0001 accepted',
    'AB-0002 accepted',
  ]);
  expect(devices()).toEqual(['AB-0001', 'AB-0002']);
  await whole();
});

test('a commit that fails in the middle leaves what came before it safe, and what follows its own', async () => {
  const { together, settled, devices, whole } = await line((text, app) => {
    if (text !== 'PAUSE') return null;
    app.parts.store.write(() => {});
    disk.failsOnce = true;
    const { ok } = app.parts.batches.move('paused');
    return { text, verdict: ok ? 'noted' : 'refused' };
  });
  together('AB-0001', 'PAUSE', 'AB-0002');
  expect(settled.map(([text, verdict]) => `${text} ${verdict}`)).toEqual([
    'AB-0001 accepted',
    'PAUSE refused',
    'AB-0002 accepted',
  ]);
  expect(devices()).toEqual(['AB-0001', 'AB-0002']);
  await whole();
});
