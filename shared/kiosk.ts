import { type CallName, contract } from './contract.ts';
import { mayAct } from './roles.ts';

/** What a technician may do at a station, but not at a kiosk: how it is set up, and secrets. */
const closed = new Set<CallName>([
  'preferences.set',
  'vault.unlock',
  'demo.start',
  'demo.leave',
  'demo.set',
  'demo.scan',
  'operators.changePin',
]);

/**
 * Whether a call is refused to windows in kiosk mode, whoever is on duty: all that needs an engineer, and what is
 * set up by everybody elsewhere. What the line does all day goes on.
 */
export function closedInKiosk(name: CallName): boolean {
  const { role } = contract[name];
  return closed.has(name) || (role !== 'anybody' && mayAct(role, 'engineer'));
}
