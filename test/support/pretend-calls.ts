import type { CallName } from '../../shared/contract.ts';
import { scannerSchema } from '../../shared/models/scanner.ts';
import type { State } from '../../shared/models/state.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { auditCalls, diagnosticsCalls } from './pretend-audit.ts';
import { catalogCalls } from './pretend-catalog.ts';
import { commandCalls } from './pretend-commands.ts';
import { matchingDevices, pretendTags } from './pretend-devices.ts';
import { exportCalls } from './pretend-exports.ts';
import { handoverCalls } from './pretend-handover.ts';
import { importCalls } from './pretend-imports.ts';
import { lifeCalls } from './pretend-life.ts';
import { lineCalls } from './pretend-line.ts';
import { makerCalls } from './pretend-makers.ts';
import { claim, operatorCalls } from './pretend-operators.ts';
import { printerCalls } from './pretend-printers.ts';
import { printingCalls } from './pretend-printing.ts';
import { recoveryCalls } from './pretend-recovery.ts';
import {
  acceptedRead,
  calmState,
  demoState,
  lookOnlyStation,
  refusedRead,
  sampleOperations,
  seenRead,
} from './pretend-scenes.ts';
import { templateCalls } from './pretend-templates.ts';
import type { PretendHandlers, Push } from './pretend-topic.ts';
import { unitCalls } from './pretend-units.ts';

const done = () => ok({});
const noBatch = fail('batch-not-open');

const withBatch = (state: State, push: Push, change: 'open' | 'paused' | 'finished') => {
  if (!state.batch) return noBatch;
  const batch = { ...state.batch, state: change };
  push({ ...state, batch: change === 'finished' ? null : batch });
  return ok(batch);
};

const remember = (state: State, push: Push, read: State['reads'][number]) => {
  push({ ...state, reads: [read, ...state.reads].slice(0, 20) });
  return ok(read);
};

const nextId = (state: State) => Math.max(200, state.reads[0]?.id ?? 0) + 1;

const prefer = (input: object, state: State, push: Push) => {
  const preferences = { ...state.preferences };
  for (const [key, value] of Object.entries(input)) Object.assign(preferences, { [key]: value });
  push({ ...state, preferences });
  return ok(preferences);
};

const handlers: PretendHandlers = {
  ...catalogCalls,
  ...auditCalls,
  ...diagnosticsCalls,
  ...handoverCalls,
  ...lifeCalls,
  ...importCalls,
  ...exportCalls,
  ...recoveryCalls,
  ...operatorCalls,
  ...lineCalls,
  ...unitCalls,
  ...printerCalls,
  ...makerCalls,
  ...templateCalls,
  ...printingCalls,
  ...commandCalls,
  'kiosk.enter'(_, state, push) {
    push({ ...state, kiosk: { on: true, pin: !state.operators.exist } });
    return ok({});
  },
  'kiosk.leave'({ pin }, state, push) {
    if (pin !== '2580') return fail('kiosk-pin-wrong');
    push({ ...state, kiosk: { on: false, pin: false } });
    return ok({});
  },
  'state.get': (_, state) => ok(state),
  // A station of that name is one where the window may only look.
  'caller.get'(_, { preferences, operator, operators }) {
    if (operators.exist) return ok({ role: operator?.role ?? null });
    return ok({ role: preferences.stationName === lookOnlyStation ? 'technician' : 'admin' });
  },
  'station.read': ({ text, source }, state, push) => {
    const id = nextId(state);
    if (state.operators.exist && !state.operator) {
      const claimed = claim(text, state);
      const told = { ...refusedRead(id), ...claimed.read, at: Date.now(), source };
      return remember({ ...state, ...claimed.people }, push, told);
    }
    const read = text.includes('_') ? refusedRead(id) : acceptedRead(id);
    return remember(state, push, { ...read, at: Date.now(), text, deviceSn: text, source });
  },
  'batches.start': (input, state, push) => {
    const batch = {
      ...(calmState().batch as NonNullable<State['batch']>),
      ...input,
      id: 'b2',
      accepted: 0,
      seen: 0,
      refused: 0,
    };
    const started = { ...batch, state: 'open', startedAt: Date.now(), finishedAt: null } as const;
    push({ ...state, batch: { ...started, groupName: input.groupId } });
    return ok(started);
  },
  'batches.pause': (_, state, push) => withBatch(state, push, 'paused'),
  'batches.resume': (_, state, push) => withBatch(state, push, 'open'),
  'batches.finish': (_, state, push) => withBatch(state, push, 'finished'),
  'batches.list': () => {
    const { batch } = calmState();
    return ok({ items: batch ? [batch, { ...batch, id: 'b0', tag: 'WO-2025-1130' }] : [] });
  },
  'batches.tags': ({ search, limit }, state) =>
    ok({ items: pretendTags(search, state.groups === 0).slice(0, limit) }),
  'reads.list': (_, state) => ok({ items: state.reads }),
  'devices.list': ({ before, limit, order, ...filter }, state) => {
    const found = matchingDevices(filter, state.groups === 0);
    if (order === 'sn') found.sort((a, b) => (a.deviceSn < b.deviceSn ? -1 : 1));
    const from = before === undefined ? 0 : found.findIndex(({ id }) => id === before) + 1;
    const items = found.slice(from, from + limit);
    const next = items.length === limit ? (items.at(-1)?.id ?? null) : null;
    return ok({ items, total: found.length, exact: true, next });
  },
  'devices.count': (filter, state) =>
    ok({ total: matchingDevices(filter, state.groups === 0).length, exact: true }),
  'labels.templates': () =>
    ok({
      items: [
        { id: 'l7651', name: 'A4 sheet L7651', width: 38.1, height: 21.2, perPage: 65 },
        { id: 'roll-50x30', name: 'Roll 50 × 30 mm', width: 50, height: 30, perPage: 1 },
      ],
    }),
  'labels.print': ({ groupId }) => ok({ file: `${groupId}-reprint.pdf`, labels: 128 }),
  'labels.files': (_, state) =>
    ok({
      items:
        state.printing.printed === 0
          ? []
          : ['WO-2025-1147-0126.pdf', 'WO-2025-1147-0125.pdf', 'WO-2025-1130.pdf'].map(
              (file, index) => ({
                file,
                bytes: 14_220 * (1 + index * 9),
                changedAt: Date.now() - index * 4_000_000,
              }),
            ),
    }),
  'labels.export': ({ groupId, format }) => ok({ file: `codes-${groupId}.${format}`, codes: 3 }),
  'labels.read': () => ok({ base64: Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64') }),
  'sync.operations': ({ states }, state) => {
    const all = state.queue.queued === 0 ? [] : sampleOperations();
    return ok({ items: all.filter((item) => states?.includes(item.state) ?? true), next: null });
  },
  'sync.now': done,
  'sync.retry': () => ok({ retried: 1 }),
  'sync.discard': done,
  'sync.undo': () => ok({ withdrawn: 1, added: 0 }),
  'cloud.connect': () => fail('cloud-key-refused', { detail: 'HTTP 401' }),
  'cloud.disconnect': done,
  'scanners.ports': () =>
    ok({ items: [{ path: '/dev/ttyUSB0', description: 'Honeywell 1950g (USB serial)' }] }),
  'scanners.add': (input) => ok({ ...input, id: 's9' }),
  'scanners.change': (input) => ok(scannerSchema.parse(input)),
  'scanners.remove': done,
  'preferences.set': prefer,
  'preferences.look': prefer,
  'vault.unlock': () => fail('vault-passphrase-wrong'),
  'doctor.run': () =>
    ok({
      checks: [
        { check: 'database', ok: true, detail: 'schema 1, WAL, synchronous FULL' },
        { check: 'journal', ok: false, detail: 'line 4812 is missing in journal-0003.ndjson' },
        { check: 'vault', ok: true, detail: '3 secrets, all readable' },
      ],
    }),
  'demo.start': (_, __, push) => {
    push(demoState());
    return ok({});
  },
  'demo.leave': (_, __, push) => {
    push(calmState());
    return ok({});
  },
  'demo.set': (input, state, push) => {
    if (state.demo) {
      push({
        ...state,
        demo: {
          ...state.demo,
          network: input.network ?? state.demo.network,
          running: input.running ?? state.demo.running,
          scannerPlugged: input.scannerPlugged ?? state.demo.scannerPlugged,
        },
      });
    }
    return ok({});
  },
  'demo.scan': ({ kind }, state, push) => {
    const make = { good: acceptedRead, repeat: seenRead, wrong: refusedRead, torn: refusedRead };
    remember(state, push, { ...make[kind](nextId(state)), at: Date.now() });
    return ok({});
  },
};

export function answerPretendCall(
  name: CallName,
  input: unknown,
  state: State,
  push: Push,
): Result<unknown> {
  // The caller checked the input against this very name; the table's type cannot say so.
  const handle = handlers[name] as (input: unknown, state: State, push: Push) => Result<unknown>;
  return handle(input, state, push);
}
