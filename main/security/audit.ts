import type { AuditAct } from '../../shared/models/audit.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { Result } from '../../shared/problems.ts';
import type { Store } from '../store/store.ts';

/**
 * Writes down who did what about what, durably, before it is done: what cannot be put on the record does not
 * happen. `about` names the thing and never holds a secret.
 */
export type Audit = (
  what: AuditAct,
  about: string,
  by: string,
  unit?: DeviceName,
) => Result<object>;

export const createAudit =
  (store: Store, now: () => number): Audit =>
  (what, about, by, unit) =>
    store.commit({ type: 'audited', at: now(), by, what, about, ...unit });
