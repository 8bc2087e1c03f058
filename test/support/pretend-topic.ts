import type { CallChecked, CallName, CallOutput } from '../../shared/contract.ts';
import type { State } from '../../shared/models/state.ts';
import type { Result } from '../../shared/problems.ts';

export type Push = (state: State) => void;

export type PretendHandlers = {
  [N in CallName]: (input: CallChecked<N>, state: State, push: Push) => Result<CallOutput<N>>;
};

/** The pretend handlers of all calls whose names begin with a topic. */
export type PretendTopic<T extends string> = Pick<
  PretendHandlers,
  Extract<CallName, `${T}.${string}`>
>;
