import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply } from '../../shared/contract.ts';
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
  const wanted = states.join(' ');
  const [asked, setAsked] = useState({ wanted, pages: 1 });
  const pages = asked.wanted === wanted ? asked.pages : 1;
  const turn = useRef(0);

  const fetchAll = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const all: Operation[] = [];
    let after: number | null = null;
    for (let page = 0; page < pages; page += 1) {
      const reply: Reply<'sync.operations'> = await call('sync.operations', {
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
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `freshness` is the bell to fetch again
  }, [fetchAll, freshness, link]);

  const more = useCallback(() => setAsked({ wanted, pages: pages + 1 }), [wanted, pages]);
  return { items, problem, hasMore: next !== null, more, refetch: fetchAll };
}
