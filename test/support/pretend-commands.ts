import type { VoidLabel } from '../../shared/models/label.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** Undo, labels to be destroyed and printed commands, as a station would answer. */

const pdf = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');

const voidLabels = (left: number): VoidLabel[] =>
  Array.from({ length: left }, (_, index) => ({
    id: index + 1,
    groupId: index % 3 === 0 ? 'INV5K1' : 'INV5K-EU-2026',
    deviceSn: `SN-2025-${String(4711 + index).padStart(6, '0')}`,
    batchTag: 'WO-2025-1146',
    left: 1,
    at: Date.now() - (index + 3) * 60_000,
    by: 'Li Wei',
    reason: index % 2 === 0 ? 'wrong group' : '扫错了组，整批撤销',
  }));

type LabelCalls = 'labels.toDestroy' | 'labels.destroying' | 'labels.destroy';

export const commandCalls: PretendTopic<'undo' | 'commands'> &
  Pick<PretendTopic<'labels'>, LabelCalls> = {
  'undo.plan': ({ scope }, state) => {
    const count = scope.what === 'last' ? 1 : scope.what === 'units' ? scope.devices.length : 40;
    if (!state.batch && scope.what === 'last') return fail('undo-nothing');
    const there = Math.floor(count * 0.7);
    const effects = [
      { effect: 'vanishes' as const, count: count - there },
      { effect: 'deleted-there' as const, count: there },
      { effect: 'label-void' as const, count },
    ];
    const last = state.reads.find(({ verdict, gone }) => verdict === 'accepted' && !gone);
    const first = { groupId: 'INV5K1', deviceSn: last?.deviceSn ?? 'INV5K1-000128' };
    return ok({
      devices: count,
      effects: effects.filter((one) => one.count > 0),
      refused: [],
      first,
    });
  },
  'undo.last': (_, state, push) => {
    const last = state.reads.find(({ verdict, gone }) => verdict === 'accepted' && !gone);
    const { batch } = state;
    if (!last || !batch) return fail('undo-nothing');
    const reads = state.reads.map((read) =>
      read === last ? { ...read, gone: true as const } : read,
    );
    push({ ...state, reads, batch: { ...batch, accepted: batch.accepted - 1 } });
    const deviceSn = last.deviceSn ?? '';
    return ok({ groupId: 'INV5K1', deviceSn, batchTag: batch.tag, deletedThere: true, labels: 1 });
  },
  'undo.do': () => ok({ jobs: [] }),
  'labels.toDestroy': (_, state) =>
    ok({ items: voidLabels(state.toDestroy.left), next: null, left: state.toDestroy.left }),
  'labels.destroying': ({ on }, state, push) => {
    push({ ...state, toDestroy: { ...state.toDestroy, on } });
    return ok({ left: state.toDestroy.left });
  },
  'labels.destroy': (_, state, push) => {
    const left = Math.max(0, state.toDestroy.left - 1);
    push({ ...state, toDestroy: { ...state.toDestroy, left } });
    return ok({ left });
  },
  'commands.sheet': () => ok({ name: 'lineside-commands.pdf', base64: pdf }),
  'commands.card': ({ start }) => ok({ name: `batch-${start.tag}.pdf`, base64: pdf }),
  'commands.showKey': () => ok({ key: 'LINESIDE-COMMAND-KEY-AAAA' }),
  'commands.setKey': () => ok({}),
};
