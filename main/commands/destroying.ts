import { decodePayload } from '../../shared/labels/payload.ts';
import type { Source, Verdict } from '../../shared/models/read.ts';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { splitAim } from '../../shared/serial/aim.ts';
import { withoutSecrets } from '../../shared/serial/find-sn.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import type { Store } from '../store/store.ts';
import { listVoidLabels, voidLabelsLeft, voidLabelsOf } from '../store/void-labels.ts';

/**
 * Scanning void labels as they are destroyed. While it is on, no read is a unit's: the same scan must never
 * tick a label off and register its SN. It stays on over a restart and until a person ends it, also when
 * the list is empty: the last label may be read twice.
 */
export interface Destroying {
  on(): boolean;
  left(): number;
  set(on: boolean): Result<object>;
  claim(text: string, source: Source): Verdict | null;
  /** One that cannot be scanned any more: lost, torn. `void-label-unknown`. */
  byHand(id: number, by: string, reason: string): Result<{ left: number }>;
}

const name = 'destroying';
/** A label that is still before the scanner is read again within this, in milliseconds. */
const sameScan = 1_000;

export function createDestroying(needs: {
  store: Store;
  now(): number;
  by(): string;
  onChange(): void;
}): Destroying {
  const { store, now } = needs;
  const { db } = store;
  const left = () => voidLabelsLeft(db);
  const on = () => getMeta(db, name) !== null;
  let last: { text: string; at: number } | null = null;

  function judge(text: string, source: Source): Verdict {
    const data = splitAim(text.trim()).data;
    const payload = decodePayload(data);
    // A code that the maker put on the unit is no label of ours; what a person types is read off one.
    if (!payload && source.kind !== 'typed') {
      return refused(withoutSecrets(text), problem('label-not-ours'));
    }
    const deviceSn = payload?.deviceSn ?? data;
    const found = voidLabelsOf(db, deviceSn, payload?.groupId ?? null);
    const next = found.findLast((label) => label.left > 0);
    const twice = last?.text === data && Math.abs(now() - last.at) < sameScan;
    last = { text: data, at: now() };
    if (next && !twice) {
      const { groupId } = next;
      const about = { at: now(), by: needs.by(), groupId, deviceSn, reason: 'scanned' };
      const done = store.commit({ type: 'label-destroyed', ...about });
      if (!done.ok) return refused(data, done.problem);
      needs.onChange();
      return noted(data, deviceSn, problem('noted-label-destroyed', { deviceSn, left: left() }));
    }
    if (found.length > 0) {
      return noted(data, deviceSn, problem('noted-label-gone', { deviceSn, left: left() }));
    }
    return refused(data, problem('label-not-void', { deviceSn }), deviceSn);
  }

  return {
    on,
    left,
    set(wanted) {
      const done = store.write(() => setMeta(db, name, wanted ? 'on' : null));
      needs.onChange();
      return done.ok ? ok({}) : done;
    },
    claim: (text, source) => (on() ? judge(text, source) : null),
    byHand(id, by, reason) {
      const label = listVoidLabels(db, id - 1, 1)[0];
      if (label?.id !== id) return fail('void-label-unknown');
      const { groupId, deviceSn } = label;
      const about = { at: now(), by, groupId, deviceSn, reason };
      const done = store.commit({ type: 'label-destroyed', ...about });
      needs.onChange();
      return done.ok ? ok({ left: left() }) : done;
    },
  };
}

const noted = (text: string, deviceSn: string, why: Problem): Verdict => ({
  text,
  verdict: 'noted',
  deviceSn,
  problem: why,
});

const refused = (text: string, why: Problem, deviceSn?: string): Verdict => ({
  text,
  verdict: 'refused',
  ...(deviceSn === undefined ? {} : { deviceSn }),
  problem: why,
});
