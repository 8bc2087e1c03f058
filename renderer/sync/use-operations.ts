import { useCallback, useEffect, useRef, useState } from 'react';
import type { Operation, OperationState } from '../../shared/models/operation.ts';
import type { Problem } from '../../shared/problems.ts';
import { useStation } from '../station.tsx';

const pageSize = 100;

/** Operations in the chosen states, oldest first, as many pages as were asked for. */
export function useOperations(states: OperationState[], freshness: string) {
  const { call, link } = useStation();
  const [items, setItems] = useState<Operation[] | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pages, setPages] = useState(1);
  const wanted = states.join(' ');
  const turn = useRef(0);

  useEffect(() => setPages(1), [wanted]);

  const fetchAll = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const all: Operation[] = [];
    let after: number | null = null;
    for (let page = 0; page < pages; page += 1) {
      const reply = await call('sync.operations', {
        states: wanted.split(' ') as OperationState[],
        limit: pageSize,
        ...(after !== null && { after }),
      });
      if (turn.current !== mine) return;
      if (!reply.ok) {
        setProblem(reply.problem);
        return;
      }
      all.push(...reply.value.items);
      after = reply.value.next;
      if (after === null) break;
    }
    setProblem(null);
    setItems(all);
    setNext(after);
  }, [call, wanted, pages]);

  useEffect(() => {
    if (link !== 'lost') void fetchAll();
  }, [fetchAll, freshness, link]);

  const more = useCallback(() => setPages((count) => count + 1), []);
  return { items, problem, hasMore: next !== null, more, refetch: fetchAll };
}
