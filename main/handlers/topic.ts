import type { CallName } from '../../shared/contract.ts';
import type { Handlers } from '../dispatch.ts';

type CallsOf<T extends string> = Extract<CallName, `${T}.${string}`>;

/** The handlers of one topic or more: all calls whose names begin with it. */
export type Topic<T extends string> = Pick<Handlers, CallsOf<T>>;
