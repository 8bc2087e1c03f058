import type { z } from 'zod';
import {
  type CallChecked,
  type CallName,
  type CallOutput,
  contract,
  isCallName,
  maxInputLength,
  type Reply,
} from '../shared/contract.ts';
import { describeIssues } from '../shared/describe-issues.ts';
import { isLook } from '../shared/looking.ts';
import { problemSchema } from '../shared/models/problem.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../shared/problems.ts';
import { mayAct } from '../shared/roles.ts';
import type { Actor, Caller } from './line.ts';
import type { Log } from './world.ts';

const notJson = fail('bad-input', { detail: 'it is not JSON' });

type Awaitable<T> = T | Promise<T>;

/** What does the work behind each call: gets checked input and who calls, gives a value or a problem. */
export type Handlers = {
  [N in CallName]: (input: CallChecked<N>, actor: Actor) => Awaitable<Result<CallOutput<N>>>;
};

/** What the door asks of the people of the station. */
export interface People {
  actorOf(caller: Caller): Actor;
  /** A person did something. */
  sign(): void;
}

/**
 * The one trust boundary, the same for every host: a name and an unknown input go in, a reply that
 * keeps the contract comes out. In order: known call, role, size, shape; then the handler; then what
 * the handler gave is checked too. Never throws; no message of an unexpected error gets out.
 */
export function createDispatch(
  handlers: Handlers,
  log: Log,
  /** What an error of the disk means; null for any other error. */
  explain: (error: unknown) => Problem | null,
  people: People,
  kiosk: { closes(name: CallName): boolean } = { closes: () => false },
): (name: string, input: unknown, caller: Caller) => Promise<Reply> {
  return async (name, input, caller) => {
    if (typeof name !== 'string' || !isCallName(name)) {
      return fail('unknown-call', { name: typeof name === 'string' ? name.slice(0, 64) : '' });
    }
    const call = contract[name];
    // A host that answers for its caller is no window.
    if (caller.by === undefined && kiosk.closes(name)) return fail('kiosk-closed');
    const actor = people.actorOf(caller);
    if (!mayAct(actor.role, call.role)) {
      return actor.role === null
        ? fail('operator-missing')
        : fail('role-missing', { needed: call.role, held: actor.role });
    }
    if (!isLook(name)) people.sign();
    const max = 'maxInput' in call ? call.maxInput : maxInputLength;
    const length = lengthOf(input);
    if (length === null) return notJson;
    if (length > max) return fail('input-too-large', { max });
    const checked = check(call.input, input ?? {});
    if (!checked.ok) return checked;
    try {
      const handler = handlers[name] as (input: unknown, actor: Actor) => Awaitable<Reply>;
      const reply = await handler(checked.value, actor);
      if (!reply.ok) log.info('a call was refused', { name, code: reply.problem.code });
      const given = reply.ok
        ? call.output.safeParse(reply.value)
        : problemSchema.safeParse(reply.problem);
      if (given.success) {
        return reply.ok
          ? { ok: true, value: given.data as CallOutput<CallName> }
          : { ok: false, problem: given.data as Problem };
      }
      log.warn('a handler broke the contract', { name, detail: describeIssues(given.error) });
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem };
      const known = explain(error);
      if (known) return { ok: false, problem: known };
      log.warn('a handler failed', { name, error: String(error) });
    }
    return fail('internal', { where: name });
  };
}

/** A getter may throw at the second look although it did not at the first. */
function check(schema: z.ZodType, input: unknown): Result<unknown> {
  try {
    const checked = schema.safeParse(input);
    if (checked.success) return ok(checked.data);
    return fail('bad-input', { detail: describeIssues(checked.error) });
  } catch {
    return notJson;
  }
}

/** Length as JSON text, or null for what cannot be JSON (cycles, functions, BigInt). */
function lengthOf(input: unknown): number | null {
  if (input === undefined) return 0;
  try {
    return JSON.stringify(input)?.length ?? null;
  } catch {
    return null;
  }
}
