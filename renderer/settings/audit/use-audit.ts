import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply } from '../../../shared/contract.ts';
import type { AuditEntry, AuditFilter } from '../../../shared/models/audit.ts';
import type { Problem } from '../../../shared/problems.ts';
import { useStation } from '../../station.tsx';

/** Fewer on the screen than this, and it goes on by itself: a page may be short and not the last. */
const screenful = 30;

/** The log as far as it was gone through, newest first. */
export function useAudit(filter: AuditFilter) {
  const { call, link } = useStation();
  const [items, setItems] = useState<AuditEntry[]>([]);
  const [next, setNext] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(true);
  const question = JSON.stringify(filter);
  const turn = useRef(0);

  const load = useCallback(
    async (before: number | null, known: AuditEntry[]) => {
      turn.current += 1;
      const mine = turn.current;
      setBusy(true);
      const all = [...known];
      let at = before;
      do {
        const reply: Reply<'audit.list'> = await call('audit.list', {
          ...(JSON.parse(question) as AuditFilter),
          ...(at !== null && { before: at }),
        });
        if (turn.current !== mine) return;
        setProblem(reply.ok ? null : reply.problem);
        if (!reply.ok) break;
        all.push(...reply.value.items);
        at = reply.value.next;
        setItems([...all]);
        setNext(at);
      } while (at !== null && all.length - known.length < screenful);
      setBusy(false);
    },
    [call, question],
  );

  useEffect(() => {
    if (link !== 'lost') void load(null, []);
  }, [load, link]);

  const more = useCallback(() => void load(next, items), [load, next, items]);
  return { items, problem, busy, more: next === null ? null : more };
}
