import type { Read, Verdict } from '../../shared/models/read.ts';
import type { ProblemCode } from '../../shared/problems.ts';
import type { ShapeKind } from '../common/shape.tsx';

/**
 * What a verdict looks and sounds like: one colour, word, shape and sound for each kind of answer. A read
 * that is refused is of one of five kinds, by what a person does next:
 * `refused` the unit does not belong here; `again` the code was not read well: scan again; `other` it is
 * another code on the unit or its carton: scan the right one; `stopped` the batch does not take units now;
 * `fault` the station itself cannot take it.
 */
export const tones = [
  'accepted',
  'noted',
  'seen',
  'stopped',
  'again',
  'other',
  'refused',
  'fault',
] as const;
export type Tone = (typeof tones)[number];

export const toneShape: Record<Tone, ShapeKind> = {
  accepted: 'ok',
  noted: 'note',
  seen: 'repeat',
  stopped: 'pause',
  again: 'again',
  other: 'other',
  refused: 'bad',
  fault: 'warn',
};
export const toneInk: Record<Tone, string> = {
  accepted: 'ink-ok',
  noted: 'ink-off',
  seen: 'ink-warn',
  stopped: 'ink-off',
  again: 'ink-bad',
  other: 'ink-bad',
  refused: 'ink-bad',
  fault: 'ink-bad',
};

/** Codes that begin so are about an SN: a new one is of this kind until somebody says otherwise. */
type AboutRead = Extract<
  ProblemCode,
  | `operator-${string}`
  | `read-${string}`
  | `sn-${string}`
  | `seen-${string}`
  | `batch-${string}`
  | `pair-${string}`
  | `line-${string}`
  | `golden-${string}`
  | `maker-${string}`
>;

/** Every problem of a read has its kind, or this does not compile. */
const kinds: Record<
  AboutRead | 'no-batch' | 'wrong-group' | 'master-data-missing' | 'destroying-on',
  Tone
> = {
  'destroying-on': 'stopped',
  'read-empty': 'again',
  'read-too-long': 'other',
  'read-not-text': 'again',
  'read-partial': 'again',
  'read-frame-torn': 'again',
  'read-keys-unclear': 'again',
  'read-caps-lock': 'again',
  'read-input-method': 'again',
  'read-scanners-differ': 'again',
  'read-separator-lost': 'again',
  'read-in-field': 'again',
  'read-no-sn': 'other',
  'read-check-digit': 'again',
  'read-damaged': 'again',
  'read-compressed': 'other',
  'read-data-missing': 'other',
  'read-unit-silent': 'again',
  'read-unit-unlike': 'again',
  'read-unit-gone': 'again',
  'read-usb-no-sn': 'other',
  'read-usb-unlike': 'other',
  'read-usb-twice': 'refused',
  'sn-length': 'refused',
  'sn-characters': 'refused',
  'sn-pattern': 'refused',
  'sn-check-digit': 'again',
  'sn-part-value': 'refused',
  'sn-part-range': 'refused',
  'sn-part-date': 'refused',
  'sn-part-early': 'refused',
  'sn-part-late': 'refused',
  'sn-part-differs': 'refused',
  'seen-in-batch': 'seen',
  'seen-on-station': 'seen',
  'seen-in-cloud': 'seen',
  'seen-handed-over': 'seen',
  'seen-in-digest': 'seen',
  'sn-unlike-position': 'other',
  'sn-unlike-class': 'other',
  'sn-unlike-length': 'other',
  'seen-part': 'seen',
  'seen-same-label': 'seen',
  'seen-golden': 'seen',
  'pair-differs': 'refused',
  'pair-unfinished': 'other',
  'pair-no-unit': 'other',
  'pair-too-far': 'stopped',
  'pair-lacks-device': 'other',
  'pair-late': 'again',
  'pair-late-lane': 'refused',
  'line-ahead': 'refused',
  'line-behind': 'refused',
  'line-swap': 'refused',
  'line-mixed': 'refused',
  'line-needs-scanner': 'fault',
  'golden-refused': 'fault',
  'golden-accepted': 'fault',
  'golden-none': 'fault',
  'golden-unknown': 'fault',
  'golden-is-device': 'fault',
  'batch-stopped': 'stopped',
  'batch-first-article': 'stopped',
  'batch-golden-due': 'stopped',
  'batch-held': 'stopped',
  'batch-not-stopped': 'fault',
  'maker-no-series': 'stopped',
  'maker-batch-reads': 'stopped',
  'maker-paired': 'stopped',
  'maker-counter': 'stopped',
  'maker-date': 'stopped',
  'maker-tag': 'stopped',
  'maker-check': 'stopped',
  'maker-long': 'stopped',
  'maker-range-empty': 'stopped',
  'maker-folder-copied': 'stopped',
  'maker-range-exhausted': 'stopped',
  'maker-range-overlap': 'stopped',
  'maker-range-invalid': 'fault',
  'maker-range-unknown': 'fault',
  'maker-series-overlap': 'stopped',
  'maker-series-changed': 'stopped',
  'maker-clock-back': 'stopped',
  'maker-many-known': 'stopped',
  'maker-busy': 'stopped',
  'maker-low': 'stopped',
  'maker-sn-unreadable': 'stopped',
  'wrong-group': 'refused',
  'no-batch': 'stopped',
  'batch-paused': 'stopped',
  'batch-target-reached': 'stopped',
  'batch-unknown': 'fault',
  'batch-not-open': 'stopped',
  'batch-already-open': 'fault',
  'batch-differs': 'fault',
  'batch-finished': 'stopped',
  'master-data-missing': 'fault',
  'operator-missing': 'stopped',
  'operator-badge-unknown': 'stopped',
  'operator-badge-revoked': 'stopped',
  'operator-badge-unfit': 'other',
  'operator-badge-taken': 'other',
  'operator-no-pin': 'stopped',
  'operator-refused': 'stopped',
  'operator-locked': 'stopped',
  'operator-unknown': 'fault',
  'operator-first': 'fault',
  'operator-last-admin': 'fault',
  'operator-limit': 'fault',
};

/** Another code was scanned, whatever of the rule it breaks first. */
const otherCode = /\b(?:carton-ean|maybe-ean|gtin-only|mac-address)\b/;

export function toneOf({
  verdict,
  problem,
}: Pick<Read, 'problem'> & Pick<Verdict, 'verdict'>): Tone {
  if (verdict !== 'refused') return verdict;
  if (otherCode.test(String(problem?.params?.['explain'] ?? ''))) return 'other';
  const known: Partial<Record<ProblemCode, Tone>> = kinds;
  return (problem && known[problem.code]) ?? 'fault';
}
