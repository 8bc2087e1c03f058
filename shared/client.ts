import { type CallInput, type CallName, contract, type Reply } from './contract.ts';
import type { State } from './models/state.ts';
import { problem } from './problems.ts';

/** The two verbs a host offers its guests, before types: what a transport has to carry. */
export interface Transport {
  call(name: string, input: unknown): Promise<unknown>;
  /** Gives the whole state at once and after each change, until the returned function is called. */
  watch(listener: (state: State) => void): () => void;
}

/** The two verbs, typed and checked on this end too. */
export interface Client {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<N>>;
  watch(listener: (state: State) => void): () => void;
}

/** A typed client over any transport; an answer that breaks the contract is a problem, not a crash. */
export function createClient(transport: Transport): Client {
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<N>> {
      const reply = (await transport.call(name, input)) as Reply<N>;
      if (!reply.ok) return reply;
      const checked = contract[name].output.safeParse(reply.value);
      if (checked.success) return { ok: true, value: checked.data } as Reply<N>;
      return { ok: false, problem: problem('internal', { where: name }) };
    },
    watch: (listener) => transport.watch(listener),
  };
}
