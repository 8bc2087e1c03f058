import { badgeCode } from '../../shared/badge-code.ts';
import type { Operator, OperatorNameTag } from '../../shared/models/operator.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import { addVerifier, findOperator, listOperators, type OperatorRow } from '../store/operators.ts';
import type { Store } from '../store/store.ts';
import type { Operators } from './operators.ts';

/** Most operators of one station. */
const mostOperators = 500;

export interface ManageNeeds {
  store: Store;
  operators: Operators;
  random(bytes: number): Uint8Array;
  newId(): string;
  now(): number;
}

/** What an admin does with the people of a station. There is always one left who can. */
export function manageOperators(needs: ManageNeeds) {
  const { store, operators, now } = needs;
  const { db } = store;

  /** An admin who can prove it without a badge, which may be lost. */
  const canManage = ({ role, pin }: Pick<OperatorRow, 'role' | 'pin'>) =>
    role === 'admin' && pin !== null;
  const isLast = (name: string) =>
    !listOperators(db).some((other) => other.name !== name && canManage(other));

  function lockedUntil(name: string): number | null {
    const left = operators.lockOut.left(operators.lockName(name));
    return left > 0 ? now() + Math.ceil(left) : null;
  }

  const asTag = (row: OperatorRow): OperatorNameTag => ({
    name: row.name,
    hasPin: row.pin !== null,
    lockedUntil: lockedUntil(row.name),
  });

  const asOperator = (row: OperatorRow): Operator => ({
    ...asTag(row),
    role: row.role,
    hasBadge: row.badge !== null,
    badgeNeedsPin: row.needsPin,
  });

  function found(name: string): Result<Operator> {
    operators.listChanged();
    const row = findOperator(db, name);
    return row ? ok(asOperator(row)) : fail('operator-unknown', { name });
  }

  /** A verifier on disk, before anything names it: what a crash leaves is a hash that nobody uses. */
  async function keepPin(pin: string): Promise<Result<string>> {
    const id = needs.newId();
    const made = await operators.pins.hash(pin);
    const kept = store.write(() => addVerifier(db, { id, kind: 'pin', ...made }));
    return kept.ok ? ok(id) : kept;
  }

  function mayBe(name: string, role: Role, pin: string | null): Result<object> {
    const people = listOperators(db);
    const was = findOperator(db, name);
    const after = { role, pin: pin ?? was?.pin ?? null };
    if (people.length === 0 && !canManage(after)) return fail('operator-first');
    if (!was && people.length >= mostOperators)
      return fail('operator-limit', { max: mostOperators });
    if (was && canManage(was) && !canManage(after) && isLast(was.name)) {
      return fail('operator-last-admin', { name: was.name });
    }
    return ok({});
  }

  async function save(
    wish: { name: string; role: Role; pin?: string | undefined },
    by: string,
  ): Promise<Result<Operator>> {
    const { name, role } = wish;
    const before = mayBe(name, role, wish.pin ?? null);
    if (!before.ok) return before;
    const pin = wish.pin === undefined ? null : await keepPin(wish.pin);
    if (pin && !pin.ok) return pin;
    // Others may have been removed or demoted while the PIN was computed.
    const still = mayBe(name, role, pin?.value ?? null);
    if (!still.ok) return still;
    const given = pin ? { pin: pin.value } : {};
    const kept = store.commit({ type: 'operator-saved', at: now(), by, name, role, ...given });
    return kept.ok ? found(name) : kept;
  }

  return {
    names: (): OperatorNameTag[] => listOperators(db).map(asTag),
    list: (): Operator[] => listOperators(db).map(asOperator),
    save,
    remove(name: string, by: string): Result<object> {
      const row = findOperator(db, name);
      if (!row) return fail('operator-unknown', { name });
      if (canManage(row) && isLast(row.name))
        return fail('operator-last-admin', { name: row.name });
      const gone = store.commit({ type: 'operator-removed', at: now(), by, name: row.name });
      if (gone.ok) operators.listChanged();
      return gone;
    },
    enrolBadge(wish: { name: string | null; needsPin: boolean }, by: string): Result<object> {
      const { enrolment } = operators;
      if (wish.name === null) {
        enrolment.stop();
        operators.listChanged();
        return ok({});
      }
      const row = findOperator(db, wish.name);
      if (!row) return fail('operator-unknown', { name: wish.name });
      if (wish.needsPin && row.pin === null) return fail('operator-no-pin', { name: row.name });
      enrolment.start({ name: row.name, needsPin: wish.needsPin, by });
      return ok({});
    },
    revokeBadge(name: string, by: string): Result<Operator> {
      const row = findOperator(db, name);
      if (!row) return fail('operator-unknown', { name });
      const event = { type: 'operator-badge' as const, badge: null, needsPin: false };
      const done = store.commit({ ...event, at: now(), by, name: row.name });
      return done.ok ? found(row.name) : done;
    },
    printBadge(wish: { name: string; needsPin: boolean }, by: string): Result<{ code: string }> {
      const row = findOperator(db, wish.name);
      if (!row) return fail('operator-unknown', { name: wish.name });
      const { name } = row;
      if (wish.needsPin && row.pin === null) return fail('operator-no-pin', { name });
      const code = badgeCode(needs.random(26));
      const given = operators.enrolment.give(code, { name, needsPin: wish.needsPin, by });
      return given.ok ? ok({ code }) : given;
    },
    /** One's own PIN, by the old one, within the same limits as logging on. */
    async changePin(wish: { pin: string; newPin: string }, by: string): Promise<Result<object>> {
      const person = operators.onDuty();
      if (!person) return fail('operator-missing');
      const proved = await operators.prove(person.name, wish.pin);
      if (!proved.ok) return proved;
      const pin = await keepPin(wish.newPin);
      if (!pin.ok) return pin;
      const row = findOperator(db, person.name);
      if (!row) return fail('operator-unknown', { name: person.name });
      const event = { type: 'operator-saved' as const, name: row.name, role: row.role };
      const kept = store.commit({ ...event, at: now(), by, pin: pin.value });
      if (kept.ok) operators.listChanged();
      return kept;
    },
  };
}
