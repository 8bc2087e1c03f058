import type { ExportInfo } from '../../shared/models/export.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** Files on their way out, as windows see them. */

export const sampleExport = (part: Partial<ExportInfo> = {}): ExportInfo => ({
  id: 'exp-1',
  topic: 'devices',
  format: 'xlsx',
  name: 'devices-2026-03-04.xlsx',
  by: 'Mia',
  at: Date.parse('2026-03-04T09:12:00Z'),
  state: 'running',
  done: 4_000,
  of: 12_480,
  bytes: null,
  problem: null,
  ...part,
});

export const exportCalls: PretendTopic<'exports'> = {
  'exports.begin'({ topic, format }, state, push) {
    const ending = format === 'enos' ? 'zip' : format;
    const name = `${topic}-2026-03-04.${ending}`;
    const made = sampleExport({ id: `exp-${state.exports.length + 1}`, topic, format, name });
    push({ ...state, exports: [made, ...state.exports] });
    return ok(made);
  },
  'exports.drop'({ id }, state, push) {
    if (!state.exports.some((one) => one.id === id)) return fail('export-unknown');
    push({ ...state, exports: state.exports.filter((one) => one.id !== id) });
    return ok({});
  },
  'exports.take': ({ id }, state) => {
    const found = state.exports.find((one) => one.id === id && one.state === 'done');
    return found
      ? ok({ name: found.name, base64: btoa('groupId,deviceSn\r\n'), next: null })
      : fail('export-unknown');
  },
};
