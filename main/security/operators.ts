import type { OnDuty, OperatorsState } from '../../shared/models/operator.ts';
import { operatorKey } from '../../shared/models/operator.ts';
import { isUnitItself, type Source, type Verdict } from '../../shared/models/read.ts';
import { fail, ok, problem, type Result } from '../../shared/problems.ts';
import { leastRole, roles } from '../../shared/roles.ts';
import type { Actor, Caller } from '../line.ts';
import {
  allWrongPins,
  anyOperator,
  findOperator,
  findVerifier,
  type OperatorRow,
  setWrongPins,
  wrongPins,
} from '../store/operators.ts';
import type { Store } from '../store/store.ts';
import { createAudit } from './audit.ts';
import { badgeVerdict, createBadges } from './badges.ts';
import { createDuty } from './duty.ts';
import { createEnrolment } from './enrolment.ts';
import { createLockOut } from './lock-out.ts';
import { createPins, type PinCost } from './pin.ts';

/**
 * The people of a station and who of them is on duty: one at a time, whichever windows look on. Where there
 * is no operator the station is open, in the role of each host; from the first one on nobody gets in without
 * a badge or PIN, whatever else was lost.
 */
export type Operators = ReturnType<typeof createOperators>;

export interface OperatorsNeeds {
  store: Store;
  random(bytes: number): Uint8Array;
  newId(): string;
  now(): number;
  /** Milliseconds, never set back or forward. */
  steady(): number;
  logOffMinutes(): number;
  onChange(): void;
  /** Where it is missing, as `pin.ts` says. */
  pinCost?: PinCost | undefined;
}

/** As a person is written down with what they do. */
export const writtenAs = ({ name, role }: Pick<OperatorRow, 'name' | 'role'>): string =>
  `${name} (${role})`;

/** True for one person written down twice, whatever their role was at either time. */
export const isSamePerson = (one: string, other: string): boolean =>
  withoutRole(one) === withoutRole(other);

const roleBehind = new RegExp(` \\((?:${roles.join('|')})\\)$`);
const withoutRole = (written: string): string => operatorKey(written.replace(roleBehind, ''));

export function createOperators(needs: OperatorsNeeds) {
  const { store, now } = needs;
  const { db } = store;
  let revision = 0;
  let exist = anyOperator(db);
  let pinFor: string | null = null;

  const badges = createBadges(needs);
  const pins = createPins(needs.random, needs.pinCost);
  const changed = () => {
    revision += 1;
    needs.onChange();
  };
  const lockOut = createLockOut({
    steady: needs.steady,
    read: (who) => wrongPins(db, who),
    readAll: () => allWrongPins(db),
    write: (changes) =>
      store.write(() => {
        for (const { who, ...wrong } of changes) setWrongPins(db, who, wrong);
      }),
    onChange: changed,
  });
  const duty = createDuty({
    now,
    steady: needs.steady,
    patience: () => needs.logOffMinutes() * 60_000,
    onIdle(name) {
      note('operator-idle', name, name);
      changed();
    },
  });
  /** Of any name alike, so that a try says nothing of who there is and a typed PIN is not kept. */
  const lockName = (name: string) => badges.hashOf(`pin|${operatorKey(name)}`);

  const note = createAudit(store, now);

  /** Their role is asked for afresh: an admin may have changed it meanwhile. */
  function onDuty(): OnDuty | null {
    const held = duty.current();
    const person = held && findOperator(db, held.name);
    return held && person ? { name: person.name, role: person.role, since: held.since } : null;
  }

  function begin(person: OperatorRow, how: 'badge' | 'pin'): Result<OnDuty> {
    // On the record or not at all.
    const noted = note('operator-on', how, writtenAs(person));
    if (!noted.ok) return noted;
    const same = onDuty()?.name === person.name;
    if (same) duty.sign();
    else duty.begin(person.name);
    pinFor = null;
    enrolment.stop();
    needs.onChange();
    return ok(onDuty() as OnDuty);
  }

  /** The PIN of a name, within the limits; whatever is wrong, the answer and its time are the same. */
  async function prove(name: string, pin: string): Promise<Result<OperatorRow>> {
    const who = lockName(name);
    const taken = lockOut.take(who);
    if (!taken.ok) return taken;
    const person = findOperator(db, name);
    const right = await pins.is(pin, person?.pin ? findVerifier(db, person.pin) : null);
    // Removed, or given another PIN, while it was computed.
    const still = findOperator(db, name);
    if (!right || !person || still?.pin !== person.pin) return fail('operator-refused');
    lockOut.forgive(who);
    return ok(still);
  }

  function scanBadge(text: string): Verdict | null {
    const badge = badges.find(text);
    if (!badge) {
      return badges.stray(text) ? badgeVerdict('refused', problem('operator-badge-unknown')) : null;
    }
    const person = badge.revoked ? null : findOperator(db, badge.operator);
    if (!person || person.badge !== badge.id) {
      return badgeVerdict('refused', problem('operator-badge-revoked'));
    }
    const { name } = person;
    if (badge.needsPin) {
      if (person.pin === null) return badgeVerdict('refused', problem('operator-no-pin', { name }));
      pinFor = name;
      needs.onChange();
      return badgeVerdict('noted', problem('noted-operator-pin', { name }));
    }
    const begun = begin(person, 'badge');
    if (!begun.ok) return badgeVerdict('refused', begun.problem);
    return badgeVerdict('noted', problem('noted-operator-on', { name }));
  }

  /**
   * A code of a company may be guessed: while nobody is on duty the unknown ones are counted like wrong PINs,
   * and while too many came none is taken. Ours are not to be guessed. Null: go on.
   */
  function guessed(text: string): Verdict | null {
    if (onDuty() || badges.stray(text)) return null;
    const taken = lockOut.leftForAll() === 0 && badges.find(text) ? ok({}) : lockOut.takeUnnamed();
    return taken.ok ? null : badgeVerdict('refused', taken.problem);
  }

  const enrolment = createEnrolment({
    badges,
    store,
    now,
    steady: needs.steady,
    onChange: changed,
  });

  /** Of a text that nobody answers for nothing is kept: it may be a badge of before. */
  const missing = () => badgeVerdict('refused', problem('operator-missing'));

  return {
    badges,
    pins,
    enrolment,
    lockOut,
    lockName,
    prove,
    onDuty,
    /** The list of people changed: whoever is on duty without being one any more goes. */
    listChanged() {
      badges.forget();
      exist = exist || anyOperator(db);
      if (duty.current() && !onDuty()) duty.end();
      changed();
    },
    exist: () => exist,

    /** For whom a call is made, and what may be done for them now. */
    actorOf(caller: Caller): Actor {
      const { role, by } = caller;
      if (by !== undefined) return { role, by };
      if (!exist) return { role, by: role };
      const person = onDuty();
      if (!person) return { role: null, by: 'nobody' };
      return { role: leastRole(role, person.role), by: writtenAs(person) };
    },
    /** As reads are written down; null where nobody has to be on duty, or is. */
    by(): string | null {
      const person = onDuty();
      return person && writtenAs(person);
    },
    sign: () => duty.sign(),

    /** A code before it is taken for anything else: a badge, or nothing while nobody is on duty. */
    claim(text: string, source: Source): Verdict | null {
      // A unit on a cable is no sign of a person either: it may be asked all night.
      if (isUnitItself(source)) {
        if (exist && !onDuty()) return missing();
        if (!badges.stray(text) && !badges.find(text)) return null;
        return badgeVerdict('refused', problem('operator-badge-unknown'));
      }
      if (!exist) {
        return badges.stray(text)
          ? badgeVerdict('refused', problem('operator-badge-unknown'))
          : null;
      }
      // What was typed is in somebody's head, or a guess; a badge is in somebody's hand.
      const typed = source.kind === 'typed' && !badges.stray(text);
      const enrolled = onDuty() && !typed && enrolment.take(text);
      const found = enrolled || (typed ? null : (guessed(text) ?? scanBadge(text)));
      if (found) return found;
      // Nor is it kept: it may be a badge all the same, or become one.
      if (typed && onDuty() && enrolment.state() !== null) {
        return badgeVerdict('refused', problem('operator-badge-unfit'));
      }
      if (typed && onDuty() && badges.find(text)) {
        return badgeVerdict('refused', problem('operator-badge-unknown'));
      }
      if (onDuty()) {
        duty.sign();
        return null;
      }
      return missing();
    },

    /** A badge is no unit, by whichever way it comes. */
    bars(text: string): Verdict | null {
      if (!badges.stray(text) && !badges.find(text)) return null;
      return badgeVerdict('refused', problem('read-no-sn', { format: 'Lineside' }));
    },

    /** A text that must not be shown where it arrives: a badge, or what may become one. */
    hides(text: string): boolean {
      if (badges.stray(text)) return true;
      return exist && (!onDuty() || enrolment.state() !== null || badges.find(text) !== null);
    },

    async logOn(name: string, pin: string): Promise<Result<OnDuty>> {
      const proved = await prove(name, pin);
      return proved.ok ? begin(proved.value, 'pin') : proved;
    },
    logOff(by: string): Result<object> {
      const person = onDuty();
      duty.end();
      pinFor = null;
      enrolment.stop();
      needs.onChange();
      // Nobody stays on duty because a disk is full.
      if (person) note('operator-off', person.name, by);
      return ok({});
    },

    state(): OperatorsState {
      return {
        exist,
        revision,
        pinFor,
        enrolling: enrolment.state(),
        logOffMinutes: needs.logOffMinutes(),
      };
    },
    close() {
      duty.end();
      duty.close();
      lockOut.close();
      enrolment.stop();
    },
  };
}
