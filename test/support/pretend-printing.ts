import type { Media, Piece, PrintJob } from '../../shared/models/printing.ts';
import { fail, ok, problem } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** The queue and the ledger of labels, as a station would answer. */

const balance = { reserved: 88, sent: 50, printed: 262, applied: 0, voided: 0, failed: 0 };

const job = (id: string, state: PrintJob['state']): PrintJob => ({
  id,
  kind: 'asked',
  state,
  printer: 'folder',
  template: 'roll-50x30',
  version: 1,
  groupId: 'INV5K1',
  batchId: 'b1',
  name: 'print-WO-2025-1147',
  copies: 1,
  collated: true,
  skip: 0,
  labels: 400,
  balance,
  ending: false,
  problem: null,
  question:
    state === 'printed?' ? { first: 263, last: 312, likely: 312, lastSn: 'INV5K1-000312' } : null,
  reason: '',
  by: 'Li Wei',
  at: Date.now() - 600_000,
  endedAt: null,
});

/** Stopped by a label that says something else than its record. */
const failedJob: PrintJob = {
  ...job('p5', 'failed'),
  printer: 'p1',
  name: 'print-WO-2025-1146',
  labels: 120,
  balance: { ...balance, reserved: 0, sent: 0, printed: 0, failed: 120 },
  problem: problem('label-proof-failed', {
    deviceSn: 'INV5K1-000087',
    expected: 'LS:INV5K1/INV5K1-000087',
    found: 'LS:INV5K1/INV5K1-000078',
    picture: 'failed-0.png',
  }),
};

/** Waits for a printer that somebody removed. */
const orphan: PrintJob = {
  ...job('p6', 'queued'),
  printer: 'removed',
  name: 'print-WO-2025-1139',
  labels: 40,
  balance: { ...balance, reserved: 40, sent: 0, printed: 0 },
  problem: problem('print-job-printer-gone'),
};

/** A PDF that is being made. */
const longJob: PrintJob = {
  ...job('p3', 'queued'),
  name: 'print-WO-2025-1148',
  labels: 10_000,
  balance: { ...balance, reserved: 10_000, sent: 0, printed: 0 },
};

/** Four dots, black and white. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAQAAAABazTCJAAAADElEQVR4nGNoYAAAAYIAwQ/IvUkAAAAASUVORK5CYII=';

const sampleMedia: Media[] = [
  {
    id: 'LOT-2025-0417',
    kind: 'roll',
    name: 'PET matt 50 × 30',
    width: 50,
    height: 30,
    labels: 2000,
    left: 214,
    printer: 'p1',
    by: 'Li Wei',
    at: Date.now() - 86_400_000,
    endedAt: null,
    forecast: { minutes: 47, beforeBatchEnds: true },
  },
  {
    id: 'AV-7651-3',
    kind: 'sheet',
    name: 'L7651',
    width: 38.1,
    height: 21.2,
    labels: 1625,
    left: 1560,
    printer: null,
    by: 'Li Wei',
    at: Date.now() - 86_400_000,
    endedAt: null,
    forecast: null,
  },
];

const samplePieces: Piece[] = Array.from({ length: 40 }, (_, index) => ({
  jobId: 'p1',
  seq: index + 1,
  copy: 1,
  groupId: 'INV5K1',
  deviceSn: `INV5K1-${String(index + 1).padStart(6, '0')}`,
  batchId: 'b1',
  account: index < 2 ? 'printed' : index < 36 ? 'applied' : 'voided',
  template: 'roll-50x30',
  version: 1,
  printer: 'p1',
  media: 'LOT-2025-0417',
  by: 'Li Wei',
  at: Date.now() - 500_000,
}));

const ledger = {
  ...balance,
  out: 262,
  verified: 0,
  toDestroy: 0,
  counted: null,
  problem: problem('ledger-unknown', { count: 50 }),
  scans: {},
};

export const printingCalls: PretendTopic<'printing'> = {
  'printing.jobs': () =>
    ok({
      items: [job('p1', 'printed?'), failedJob, longJob, job('p4', 'paused'), orphan],
      next: null,
      printers: [
        {
          id: 'folder',
          name: 'PDF',
          language: 'pdf',
          automatic: false,
          held: null,
          problem: null,
          making: { job: 'p3', step: 'reading-back', done: 8_400, of: 10_000 },
        },
        {
          id: 'p1',
          name: '3 号线 Line 3, large labels',
          language: 'zpl',
          automatic: true,
          held: null,
          problem: null,
          making: null,
        },
      ],
    }),
  'printing.pieces': ({ job: id, from, limit }) =>
    ok({
      items: Array.from({ length: Math.max(0, Math.min(limit, 401 - from)) }, (_, index) => ({
        seq: from + index,
        copy: 1,
        deviceSn: `INV5K1-${String(from + index).padStart(6, '0')}`,
        account: id === 'p1' && from + index < 263 ? ('printed' as const) : ('sent' as const),
      })),
    }),
  'printing.picture': () => ok({ base64: picture }),
  'printing.print': ({ reason }) =>
    reason === ''
      ? fail('reprint-reason', { deviceSn: 'INV5K1-000001' })
      : ok({ ...job('p2', 'queued'), reason }),
  'printing.resume': ({ job: id }) => ok(job(id, 'queued')),
  'printing.pause': ({ job: id }) => ok(job(id, 'paused')),
  'printing.cancel': ({ job: id }) => ok(job(id, 'voided')),
  'printing.move': ({ printer }) => ok({ ...job('p7', 'queued'), printer }),
  'printing.hold': () => ok({}),
  'printing.scanback': ({ text }) =>
    ok({
      result: 'match',
      deviceSn: text,
      problem: { code: 'noted-label-applied', message: '', params: { deviceSn: text } },
    }),
  'printing.ledger': () => ok(ledger),
  'printing.count': () => ok(ledger),
  'printing.void': ({ job: id }) => ok(job(id, 'confirmed')),
  'printing.media': () => ok({ items: sampleMedia }),
  'printing.saveMedia': () => ok({}),
  'printing.loadMedia': () => ok({}),
  'printing.blastRadius': ({ media }) =>
    ok({ items: media === undefined ? samplePieces : [], next: null }),
};
