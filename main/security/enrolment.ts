import { operatorKey } from '../../shared/models/operator.ts';
import type { Verdict } from '../../shared/models/read.ts';
import { fail, ok, problem, type Result } from '../../shared/problems.ts';
import { findOperator } from '../store/operators.ts';
import type { Store } from '../store/store.ts';
import { type Badges, badgeVerdict } from './badges.ts';

/** How long the next code is waited for, in milliseconds. */
const patience = 60_000;

/** Makes the next code that is read, from whatever source, a person's badge. */
export interface Enrolment {
  start(wish: { name: string; needsPin: boolean; by: string }): void;
  stop(): void;
  /** Whose badge is waited for. */
  state(): string | null;
  /** Null: no badge is waited for. */
  take(text: string): Verdict | null;
  /** Gives a person a badge of this code in place of the one before; a short one needs the PIN, wished or not. */
  give(text: string, wish: { name: string; needsPin: boolean; by: string }): Result<object>;
}

export function createEnrolment(needs: {
  badges: Badges;
  store: Store;
  now(): number;
  steady(): number;
  onChange(): void;
}): Enrolment {
  const { badges, store } = needs;
  let waiting: { name: string; needsPin: boolean; by: string; until: number } | null = null;
  let timer: NodeJS.Timeout | null = null;

  const open = () => (waiting && needs.steady() < waiting.until ? waiting : null);

  function stop(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    waiting = null;
  }

  function give(
    text: string,
    { name, needsPin: wished, by }: { name: string; needsPin: boolean; by: string },
  ): Result<object> {
    const person = findOperator(store.db, name);
    if (!person) return fail('operator-unknown', { name });
    const needsPin = wished || badges.guessable(text);
    if (needsPin && person.pin === null) return fail('operator-no-pin', { name: person.name });
    const known = badges.find(text);
    if (known && !known.revoked && known.operator !== operatorKey(name)) {
      const owner = findOperator(store.db, known.operator)?.name ?? known.operator;
      return fail('operator-badge-taken', { name: owner });
    }
    const kept = badges.keep(text);
    if (!kept.ok) return kept;
    const badge = kept.value;
    const at = needs.now();
    const given = store.commit({ type: 'operator-badge', at, by, name, badge, needsPin });
    if (!given.ok) return given;
    badges.forget();
    needs.onChange();
    return ok({});
  }

  return {
    give,
    start(wish) {
      stop();
      waiting = { ...wish, until: needs.steady() + patience };
      timer = setTimeout(() => {
        stop();
        needs.onChange();
      }, patience + 1).unref();
      needs.onChange();
    },
    stop,
    state: () => open()?.name ?? null,
    take(text) {
      const wish = open();
      if (!wish) return null;
      if (!badges.fits(text)) return badgeVerdict('refused', problem('operator-badge-unfit'));
      const given = give(text, wish);
      if (!given.ok) return badgeVerdict('refused', given.problem);
      stop();
      return badgeVerdict('noted', problem('noted-badge-enrolled', { name: wish.name }));
    },
  };
}
