import { readFileSync } from 'node:fs';
import { type Catalog, catalogFileSchema } from '../../shared/models/catalog.ts';
import type { Device } from '../../shared/models/device.ts';
import { plainLine } from '../../shared/models/line.ts';
import type { Operation } from '../../shared/models/operation.ts';
import { folderPrinter } from '../../shared/models/printer.ts';
import type { Read } from '../../shared/models/read.ts';
import { scannerSchema } from '../../shared/models/scanner.ts';
import type { State } from '../../shared/models/state.ts';
import { problem } from '../../shared/problems.ts';
import { otherSeries, sampleSeries } from './pretend-makers.ts';
import { openToAll } from './pretend-operators.ts';

/** Sample data for the pretend station: enough of everything to see how screens bear it. */

export const now = Date.now();
const minute = 60_000;

export function sampleCatalog(): Catalog {
  const file = catalogFileSchema.parse(
    JSON.parse(
      readFileSync(new URL('../../resources/samples/catalog.json', import.meta.url), 'utf8'),
    ),
  );
  return {
    home: 'cloud',
    ...file,
    registrationGroups: file.registrationGroups.map((group, index) => {
      const { groupSecret, ...rest } = group;
      const secretHeld = groupSecret !== undefined && index !== 2;
      return { ...rest, secretHeld, ...seriesFor(group.groupId) };
    }),
  };
}

/** Two groups make SNs. Theirs are apart as long as nobody changes them. */
const seriesFor = (groupId: string) => {
  if (groupId === 'INV5K1') return { series: sampleSeries };
  return groupId === 'MTR3P2' ? { series: otherSeries } : {};
};

const sn = (number: number) => `INV5K1-${String(number).padStart(6, '0')}`;
const demoSource = { kind: 'serial', name: '/dev/ttyACM0' } as const;

const read = (id: number, rest: Partial<Read>): Read => ({
  id,
  at: now - (200 - id) * 4000,
  text: sn(id),
  deviceSn: sn(id),
  verdict: 'accepted',
  source: demoSource,
  groupId: 'INV5K1',
  batchTag: 'WO-2025-1147',
  by: null,
  ...rest,
});

export const seenRead = (id: number): Read =>
  read(id, {
    verdict: 'seen',
    text: sn(119),
    deviceSn: sn(119),
    problem: problem('seen-in-batch', { at: now - 3 * minute, by: 'ST-3' }),
  });

export const refusedRead = (id: number): Read => {
  const wrong = { text: 'INV5K1_0O0121', deviceSn: 'INV5K1_0O0121' };
  return read(id, {
    ...wrong,
    verdict: 'refused',
    problem: problem('sn-characters', { position: 7, character: '_' }),
  });
};

export const acceptedRead = (id: number): Read =>
  read(id, { text: `]Q1{"deviceSn":"${sn(id)}"}`, aim: ']Q1' });

export function sampleReads(): Read[] {
  const reads = Array.from({ length: 18 }, (_, index) => acceptedRead(128 - index));
  reads.splice(2, 0, seenRead(200));
  reads.splice(5, 0, refusedRead(199));
  return reads;
}

export function sampleDevices(count: number): Device[] {
  const states = ['registered', 'registered', 'created', 'allocated', 'allocated'] as const;
  return Array.from({ length: count }, (_, index) => {
    const status =
      index === 7 ? 'parked' : (states[Math.min(4, Math.floor(index / 4))] ?? 'created');
    return {
      id: count - index,
      groupId: index % 9 === 4 ? 'MTR3P2' : 'INV5K1',
      deviceSn: index % 9 === 4 ? String(202_511_000_000 + index) : sn(count - index),
      batchTag: index % 30 === 20 ? null : index < 6000 ? 'WO-2025-1147' : 'WO-2025-1130',
      description: '',
      status,
      sn: status === 'registered' ? null : `sn-${900_000 + index}`,
      assetId: status === 'allocated' ? `a7Xk${index}QpZ` : null,
      allocateTo: { regionId: 'beta', orgId: 'o-solar' },
      makes: false,
      masterData: { ratedPower: 5, phase: 'three', remark: null },
      registeredAt: now - index * 31_000,
      source: 'serial /dev/ttyACM0',
      labelState: index < 2 ? 'pending' : index === 11 ? 'failed' : 'printed',
      pending: status === 'registered' ? 2 : 0,
      cloud: null,
      seenAt: null,
    };
  });
}

export function sampleOperations(): Operation[] {
  const make = (seq: number, rest: Partial<Operation>): Operation => ({
    seq,
    key: `op-${seq}`,
    kind: seq % 2 ? 'create' : 'allocate',
    groupId: 'INV5K1',
    deviceSn: sn(100 + Math.floor(seq / 2)),
    otherSn: null,
    jobId: null,
    state: 'queued',
    attempts: 0,
    nextAt: 0,
    createdAt: now - (60 - seq) * 9000,
    problem: null,
    ...rest,
  });
  return [
    make(1, {
      state: 'parked',
      attempts: 1,
      createdAt: now - 26 * 60 * minute,
      problem: problem('cloud-sn-taken', {
        who: 'ST-7',
        at: now - 50 * minute,
        batch: 'WO-2025-1130',
      }),
    }),
    make(2, { state: 'queued', problem: problem('lane-blocked', { seq: 1 }) }),
    make(3, { state: 'in_doubt', attempts: 2, nextAt: now + 40_000 }),
    make(5, {
      attempts: 4,
      nextAt: now + 95_000,
      problem: problem('cloud-unreachable', { detail: 'ECONNREFUSED' }),
    }),
    ...Array.from({ length: 12 }, (_, index) => make(6 + index, {})),
  ];
}

const light = (level: 'off' | 'ok' | 'warn' | 'bad', code?: Parameters<typeof problem>) => ({
  level,
  problem: code ? problem(...code) : null,
});

export const lookOnlyStation = 'Line 3 · kiosk';

/** Where a technician stands, who may look at the catalog and change nothing of it. */
export function kioskState(): State {
  const state = calmState();
  return { ...state, preferences: { ...state.preferences, stationName: lookOnlyStation } };
}

/** A station in the middle of a good day. */
export function calmState(): State {
  return {
    version: '0.1.0',
    stationId: 'st-4f7c21',
    handover: { frames: null, offer: null },
    imports: [],
    exports: [],
    backups: {
      lastAt: Date.parse('2026-03-04T06:00:00Z'),
      size: 48_200_000,
      busy: false,
      everyHours: 8,
      problem: null,
      second: null,
    },
    recovery: null,
    preferences: {
      stationName: 'Line 3 · ST-2',
      language: 'en',
      theme: 'light',
      sounds: true,
      volume: 80,
    },
    mode: 'real',
    demoAvailable: true,
    demo: null,
    lights: { cloud: light('ok'), scanner: light('ok'), printer: light('ok'), disk: light('ok') },
    diskFreeBytes: 212_400_000_000,
    queue: {
      queued: 0,
      sending: 0,
      inDoubt: 0,
      parked: 0,
      refused: 1,
      confirmed: 48_211,
      withdrawn: 0,
      oldestAt: null,
    },
    sync: {
      link: {
        kind: 'lineside',
        url: 'https://cloud.plant.example:8443',
        appKey: '4ca8-key',
        orgId: 'o15',
      },
      busy: false,
      paused: false,
      nextTryAt: null,
      lastSuccessAt: now - 4000,
    },
    batch: {
      id: 'b1',
      groupId: 'INV5K1',
      groupName: '逆变器 Inverter 5 kW',
      tag: 'WO-2025-1147',
      target: 500,
      template: 'roll-50x30',
      allocateTo: { regionId: 'beta', orgId: 'o-solar' },
      masterData: { ratedPower: 6 },
      line: plainLine,
      stop: null,
      article: null,
      now: { hold: null, waiting: [], waitingCount: 0, asked: null },
      state: 'open',
      accepted: 128,
      seen: 3,
      refused: 2,
      makes: false,
      startedAt: now - 40 * minute,
      finishedAt: null,
    },
    maker: null,
    reads: sampleReads(),
    units: [],
    printers: [{ ...folderPrinter, health: null }],
    scanners: [
      {
        ...scannerSchema.parse({ id: 's1', path: '/dev/ttyACM0' }),
        connected: true,
        problem: null,
        lastText: `]Q1{"deviceSn":"${sn(128)}"}`,
        lastAt: now - 4000,
        dropped: 2,
      },
      {
        ...scannerSchema.parse({ id: 's2', path: 'tcp://192.0.2.40:9004', terminator: 'crlf' }),
        connected: false,
        problem: problem('port-failed', { path: 'tcp://192.0.2.40:9004', detail: 'ECONNREFUSED' }),
        lastText: null,
        lastAt: null,
        dropped: 0,
      },
    ],
    jobs: [],
    printing: { pending: 2, printed: 126, lastFile: 'WO-2025-1147-0126.pdf' },
    toDestroy: { left: 0, on: false },
    vault: { state: 'open', backend: 'passphrase' },
    groups: 3,
    ...openToAll,
    kiosk: { on: false, pin: false },
  };
}

/** The network was pulled a while ago and one unit needs a person. */
export function troubledState(): State {
  const state = calmState();
  return {
    ...state,
    lights: {
      cloud: light('warn', ['cloud-unreachable', { detail: 'ECONNREFUSED' }]),
      scanner: light('bad', ['port-unplugged', { path: '/dev/ttyACM0' }]),
      printer: light('bad', ['label-failed', { detail: 'ENOSPC' }]),
      disk: light('warn', ['disk-full']),
    },
    diskFreeBytes: 73_000_000,
    queue: { ...state.queue, queued: 86, inDoubt: 1, parked: 1, oldestAt: now - 26 * 60 * minute },
    sync: { ...state.sync, nextTryAt: now + 40_000, lastSuccessAt: now - 55 * minute },
  };
}

export function demoState(): State {
  const state = calmState();
  return {
    ...state,
    mode: 'demo',
    demo: {
      network: true,
      running: true,
      scannerPlugged: true,
      devicesHere: 124,
      cloudDevices: 121,
      cloudAllocated: 117,
    },
    queue: { ...state.queue, queued: 11, sending: 1, confirmed: 238, oldestAt: now - 4000 },
    sync: { ...state.sync, busy: true },
  };
}

export function freshState(): State {
  const state = calmState();
  return {
    ...state,
    batch: null,
    reads: [],
    groups: 0,
    scanners: [],
    printing: { pending: 0, printed: 0, lastFile: null },
    vault: { state: 'new', backend: 'none' },
    lights: {
      ...state.lights,
      cloud: light('off', ['cloud-not-connected']),
      scanner: light('off'),
    },
    queue: { ...state.queue, refused: 0, confirmed: 0 },
    sync: { ...state.sync, link: null, lastSuccessAt: null },
  };
}
