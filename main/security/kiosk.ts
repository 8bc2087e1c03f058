import type { CallName } from '../../shared/contract.ts';
import { closedInKiosk } from '../../shared/kiosk.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { mayAct } from '../../shared/roles.ts';
import { type KeptKiosk, keptKiosk } from '../store/kiosk.ts';
import { listOperators } from '../store/operators.ts';
import type { Store } from '../store/store.ts';
import { createAudit } from './audit.ts';
import { type Operators, writtenAs } from './operators.ts';

/**
 * Kiosk mode: windows show Scan and may change nothing of how the station is set up, until somebody leaves it
 * with a PIN. Kept in database and journal, so that neither a
 * restart nor a rebuilt database ends it. It holds at the door of all calls, so
 * that no tool of a browser gets round it; the shell of the operating system is not ours to close.
 */
export type Kiosk = ReturnType<typeof createKiosk>;

export interface KioskNeeds {
  store: Store;
  operators: Operators;
  now(): number;
  onChange(): void;
}

export function createKiosk({ store, operators, now, onChange }: KioskNeeds) {
  const { db } = store;
  const audit = createAudit(store, now);
  let kept = keptKiosk(db);
  const lock = operators.badges.hashOf('kiosk');

  function keep(next: KeptKiosk | null, by: string): Result<object> {
    const what = next ? 'kiosk-on' : 'kiosk-off';
    const noted = audit(what, '', by);
    if (!noted.ok) return noted;
    const written = store.commit({ type: 'kiosk-moved', at: now(), by, kept: next });
    if (!written.ok) return written;
    kept = next;
    onChange();
    return ok({});
  }

  /** Somebody who may end it has to have a PIN, or it would never end. */
  const someoneMayLeave = () =>
    listOperators(db).some(({ role, pin }) => pin !== null && mayAct(role, 'line-lead'));

  async function isKioskPin(pin: string): Promise<Result<object>> {
    const taken = operators.lockOut.take(lock);
    if (!taken.ok) return taken;
    const verifier = kept?.pin;
    const right = await operators.pins.is(
      pin,
      verifier
        ? {
            salt: Buffer.from(verifier.salt, 'hex'),
            hash: Buffer.from(verifier.hash, 'hex'),
            cost: verifier.cost,
          }
        : null,
    );
    if (!right) return fail('kiosk-pin-wrong');
    operators.lockOut.forgive(lock);
    return ok({});
  }

  return {
    state: () => ({ on: kept !== null, pin: kept?.pin !== undefined }),
    closes: (name: CallName): boolean => kept !== null && closedInKiosk(name),

    /** `pin` is to leave with, where the station has no operators. */
    async enter(pin: string | undefined, by: string): Promise<Result<object>> {
      if (kept) return ok({});
      if (operators.exist()) return someoneMayLeave() ? keep({}, by) : fail('kiosk-no-exit');
      if (pin === undefined) return fail('kiosk-no-exit');
      const { salt, hash, cost } = await operators.pins.hash(pin);
      const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
      return keep({ pin: { salt: hex(salt), hash: hex(hash), cost } }, by);
    },

    /** With the PIN of a line lead or more, or without a name with that of the kiosk. */
    async leave(name: string | undefined, pin: string): Promise<Result<object>> {
      if (!kept) return ok({});
      if (name === undefined) {
        const right = await isKioskPin(pin);
        return right.ok ? keep(null, 'kiosk PIN') : right;
      }
      const proved = await operators.prove(name, pin);
      if (!proved.ok) return proved;
      const { role } = proved.value;
      if (!mayAct(role, 'line-lead'))
        return fail('role-missing', { needed: 'line-lead', held: role });
      return keep(null, writtenAs(proved.value));
    },

    /** For whoever starts the station, and so has the machine's own shell: without a PIN. */
    end: (by: string): Result<object> => (kept ? keep(null, by) : ok({})),
  };
}
