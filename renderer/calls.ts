import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallOutput, Problem } from '../shared/contract.ts';
import { useStation } from './station.tsx';

/** A call that a person makes: whether it is running and how it failed, ready to be shown. */
export function useAct<N extends CallName>(name: N) {
  const { call } = useStation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(
    async (input: CallInput<N>): Promise<CallOutput<N> | undefined> => {
      setBusy(true);
      setProblem(null);
      const reply = await call(name, input);
      setBusy(false);
      if (reply.ok) return reply.value;
      setProblem(reply.problem);
      return undefined;
    },
    [call, name],
  );
  const clear = useCallback(() => setProblem(null), []);
  return { run, busy, problem, clear };
}

/**
 * A call that a screen makes to fill itself, made again when its input or `freshness` changes.
 * The old value stays until the new one is there, so that nothing flickers or jumps.
 */
export function useQuery<N extends CallName>(
  name: N,
  input: CallInput<N>,
  freshness: unknown = null,
) {
  const { call, link } = useStation();
  const [value, setValue] = useState<CallOutput<N> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = JSON.stringify([input, freshness]);
  const newest = useRef('');
  const fetchNow = useCallback(async () => {
    newest.current = key;
    const [wanted] = JSON.parse(key) as [CallInput<N>];
    const reply = await call(name, wanted);
    // A slow answer to an older question must not replace the newer one.
    if (newest.current !== key) return;
    if (reply.ok) setValue(reply.value);
    setProblem(reply.ok ? null : reply.problem);
  }, [call, name, key]);
  useEffect(() => {
    if (link !== 'lost') void fetchNow();
  }, [fetchNow, link]);
  return { value, problem, refetch: fetchNow };
}
