import type { PrintJob } from '../../shared/models/printing.ts';
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
      items: [job('p1', 'printed?'), job('p3', 'queued'), job('p4', 'paused')],
      next: null,
      printers: [{ id: 'folder', held: null, problem: null }],
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
  'printing.picture': () => fail('label-picture-missing'),
  'printing.print': () => ok(job('p2', 'queued')),
  'printing.resume': ({ job: id }) => ok(job(id, 'queued')),
  'printing.pause': ({ job: id }) => ok(job(id, 'paused')),
  'printing.cancel': ({ job: id }) => ok(job(id, 'voided')),
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
  'printing.media': () => ok({ items: [] }),
  'printing.saveMedia': () => ok({}),
  'printing.loadMedia': () => ok({}),
  'printing.blastRadius': () => ok({ items: [], next: null }),
};
