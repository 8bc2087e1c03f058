import type { CallName } from '../../../shared/contract.ts';
import type { App } from '../../app.ts';
import { print, refusalStatus, type Status } from './command.ts';
import { caller } from './person.ts';

/** A decision of a person: carried out and printed, or refused with its reason. */
export async function decide(app: App, name: CallName, input: object): Promise<Status> {
  const reply = await app.call(name, input, caller);
  print(reply.ok ? (reply.value as object) : { problem: reply.problem });
  return reply.ok ? 0 : refusalStatus(reply.problem);
}
