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
import { fail, ProblemError, type Result } from '../shared/problems.ts';
import { mayAct } from '../shared/roles.ts';
import type { Caller } from './line.ts';
import type { Log } from './world.ts';

type Awaitable<T> = T | Promise<T>;

/** What does the work behind each call: gets checked input, gives a value or a problem. */
export type Handlers = {
  [N in CallName]: (input: CallChecked<N>) => Awaitable<Result<CallOutput<N>>>;
};

/**
 * The one trust boundary, the same for every host: a name and an unknown input go in, a reply that
 * keeps the contract comes out. In order: known call, role, size, shape; then the handler; then what
 * the handler gave is checked too. Never throws; no message of an unexpected error gets out.
 */
export function createDispatch(
  handlers: Handlers,
  log: Log,
): (name: string, input: unknown, caller: Caller) => Promise<Reply> {
  return async (name, input, caller) => {
    if (!isCallName(name)) return fail('unknown-call', { name: String(name).slice(0, 64) });
    const call = contract[name];
    if (!mayAct(caller.role, call.role)) {
      return fail('role-missing', { needed: call.role, held: caller.role });
    }
    const max = 'maxInput' in call ? call.maxInput : maxInputLength;
    const length = lengthOf(input);
    if (length === null) return fail('bad-input', { detail: 'it is not JSON' });
    if (length > max) return fail('input-too-large', { max });
    const checked = call.input.safeParse(input ?? {});
    if (!checked.success) return fail('bad-input', { detail: describeIssues(checked.error) });
    try {
      const handler = handlers[name] as (input: unknown) => Awaitable<Reply>;
      const reply = await handler(checked.data);
      if (!reply.ok) return reply;
      const value = call.output.safeParse(reply.value);
      if (value.success) return { ok: true, value: value.data as CallOutput<CallName> };
      log.warn('a handler broke the contract', { name, detail: describeIssues(value.error) });
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem };
      log.warn('a handler failed', { name, error: String(error) });
    }
    return fail('internal', { where: name });
  };
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
