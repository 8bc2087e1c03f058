import type { Batch } from '../shared/models/batch.ts';
import type { Read, Source, Verdict } from '../shared/models/read.ts';
import type { Result } from '../shared/problems.ts';
import { countRead } from './store/batches.ts';
import { addRead } from './store/reads.ts';
import type { Store } from './store/store.ts';
import { refuse } from './verdict.ts';

/** A read on its way, and whom its verdict is told once it is durable. */
export interface Heard {
  read(): Verdict;
  settled(verdict: Verdict): void;
}

/** The end of each read's journey: it is remembered, made durable, and told. */
export interface Settling {
  /** `commit`, by `store.join`: the verdict holds only with what it makes true. */
  settle(
    verdict: Verdict,
    source: Source,
    batch: Batch | null,
    groupId: string | null,
    commit?: (remember: () => void) => Result<object>,
  ): Verdict;
  /**
   * Reads that came in one turn of the loop, in their order. They share a transaction and a sync of both
   * files, and each is told its own verdict after that: while a slow disk has the one, the next
   * gather, instead of queueing for two syncs each. What `read` answered is not safe before.
   */
  together(heard: readonly Heard[]): void;
}

interface Waiting {
  verdict: Verdict;
  read: Read;
  batch: Batch | null;
  /** It is true although nothing of its transaction happened. */
  holds: boolean;
  settled: ((verdict: Verdict) => void) | undefined;
}

export function createSettling(needs: {
  store: Store;
  now(): number;
  operator(): string | null;
  onRead(read: Read): void;
}): Settling {
  const { store } = needs;
  let sharing = false;
  /** Read, and not durable yet. */
  let waiting: Waiting[] = [];

  const settle: Settling['settle'] = (verdict, source, batch, groupId, commit) => {
    const draft = {
      ...verdict,
      at: needs.now(),
      source,
      groupId,
      batchTag: batch?.tag ?? null,
      by: needs.operator(),
    };
    let remembered: Read | null = null;
    const remember = () => {
      remembered = addRead(store.db, draft);
      const { verdict: word } = verdict;
      if (batch && (word === 'seen' || word === 'refused')) {
        countRead(store.db, batch.id, word, draft.at);
      }
    };
    const kept = commit ? commit(remember) : store.join(null, remember);
    // A refused read that cannot be remembered (the disk is full) is still refused, aloud.
    if (commit && !kept.ok) {
      return settle(refuse(verdict.text, kept.problem, verdict), source, batch, groupId);
    }
    const read = (kept.ok && remembered) || { ...draft, id: 0 };
    // What a repeat repeats may be gone as well.
    const holds = !commit && verdict.verdict !== 'seen';
    if (sharing) waiting.push({ verdict, read, batch, holds, settled: undefined });
    else needs.onRead(read);
    return verdict;
  };

  /** All that waited is durable, or none of it. */
  function tell(kept: Result<object>): void {
    const told = waiting;
    waiting = [];
    // After a failure each stands for itself.
    sharing &&= kept.ok;
    for (const { verdict, read, batch, holds, settled } of told) {
      if (kept.ok) {
        needs.onRead(read);
        settled?.(verdict);
        continue;
      }
      const now = holds ? verdict : refuse(verdict.text, kept.problem, verdict);
      settled?.(settle(now, read.source, batch, read.groupId));
    }
  }

  return {
    settle,
    together(heard) {
      store.share(() => {
        sharing = true;
        try {
          for (const { read, settled } of heard) {
            const before = waiting.at(-1);
            const verdict = read();
            const mine = waiting.at(-1);
            if (mine && mine !== before) mine.settled = settled;
            else settled(verdict);
          }
        } finally {
          sharing = false;
        }
      }, tell);
    },
  };
}
