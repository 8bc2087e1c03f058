import type { App } from '../../main/app.ts';
import type { CallName, Reply } from '../../shared/contract.ts';
import type { Verdict } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';
import type { Role } from '../../shared/roles.ts';
import { must } from '../support/station.ts';

/** A window that may do everything, as long as nobody has to be on duty. */
export const host = { role: 'admin' } as const;

export const call = (app: App, name: CallName, input: object = {}, role: Role = 'admin') =>
  app.call(name, input, { role }) as Promise<Reply>;

/** A PIN of each role: wrong for all others. */
export const pins = {
  admin: '91827364',
  engineer: '55430917',
  'line-lead': '72077701',
  technician: '48150162',
} as const;
export const nameOf = (role: Role): string => `The ${role}`;

/** One person of each role; nobody is on duty afterwards. */
export async function addPeople(app: App): Promise<void> {
  const save = (role: Role) =>
    app.call('operators.save', { name: nameOf(role), role, pin: pins[role] }, cli);
  for (const role of ['admin', 'engineer', 'line-lead', 'technician'] as const)
    must(await save(role));
}

/** A host that answers for its caller. */
export const cli = { role: 'admin', by: 'command-line (test)' } as const;

export const logOn = (app: App, role: Role, pin: string = pins[role]) =>
  call(app, 'operators.logOn', { name: nameOf(role), pin });

export const read = async (app: App, text: string): Promise<Verdict> =>
  must(
    await call(app, 'station.read', { text, source: { kind: 'wedge', name: '' } }),
  ) as unknown as Verdict;

export const stateOf = async (app: App): Promise<State> =>
  must(await call(app, 'state.get')) as unknown as State;
