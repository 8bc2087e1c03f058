import { type Problem, problem, type Result } from '../../shared/problems.ts';
import { claimDue, dueOperations } from '../store/due.ts';
import type { EventOf } from '../store/events.ts';
import { clearDoubt, doubtSending, type OutboxItem, waitAgain } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { backoff } from './backoff.ts';
import type { Answer, Cloud, LinkFailure, Outcome } from './clouds/cloud.ts';

/** What one round did: how many calls went through, and the last failure of the link, if any. */
export interface Round {
  moved: number;
  /** Calls that reached the cloud and came back. */
  answered: number;
  failure: LinkFailure | null;
  /** The disk refused to remember an outcome: stop, everything is still in doubt. */
  stopped: Problem | null;
}

export interface OutboxNeeds {
  store: Store;
  cloud: Cloud;
  now(): number;
  /** 0..1, for jitter. */
  chance(): number;
  /** Longest wait before an operation's next try, in milliseconds. */
  longestWait: number;
  /** True when no new call may begin: the time is up. */
  late(): boolean;
  onChange(): void;
}

/** Calls of one lane in a round, at most. */
const roundCalls = 64;

/** One call to the cloud: operations of one kind of question. */
interface Errand {
  items: OutboxItem[];
  ask: 'send' | 'lookUp';
}

/**
 * Sends everything that is due once. Only one round runs at a time, so whatever is still `sending` at
 * its head was caught there by an earlier one that could not put its outcome on disk: it is in doubt.
 * An operation is read again and marked `sending` on disk before its first byte leaves; what becomes
 * of it is on disk before the next errand is picked. Operations caught in between by a crash are in
 * doubt at the next start.
 */
export async function runRound(needs: OutboxNeeds): Promise<Round> {
  const { store, cloud } = needs;
  const round: Round = { moved: 0, answered: 0, failure: null, stopped: null };
  // What is put down as sent is put down by the cloud's clock, which is known to whom it let in once.
  const shut = cloud.time?.() === null ? ((await cloud.enter?.()) ?? null) : null;
  const doubted = store.write(() => doubtSending(store.db));
  if (!doubted.ok) return { ...round, stopped: doubted.problem };
  const due = dueOperations(
    store.db,
    needs.now(),
    needs.longestWait,
    cloud.batch * cloud.lanes * roundCalls,
  );
  const errands = planErrands(due, cloud);
  if (shut) {
    const first = errands.slice(0, cloud.lanes).flatMap(({ items }) => items);
    const told = store.write(() => notSent(first, shut));
    return { ...round, failure: shut, stopped: told.ok ? null : told.problem };
  }
  const worker = async () => {
    for (;;) {
      if (round.stopped || round.failure?.pause || isDown(round) || needs.late()) return;
      const errand = errands.shift();
      if (!errand) return;
      await run(errand);
    }
  };

  /** They wait on as they were, with the reason. */
  function notSent(
    items: readonly OutboxItem[],
    { problem: why, retryAfterMs }: LinkFailure,
  ): void {
    for (const item of items) {
      const wait = backoff(item.attempts + 1, needs.chance(), needs.longestWait);
      const nextAt = needs.now() + Math.max(wait, retryAfterMs ?? 0);
      const inDoubt = item.state === 'in_doubt';
      waitAgain(store.db, item, { inDoubt, nextAt, sentAt: needs.now(), problem: why });
    }
  }

  async function run({ items: planned, ask }: Errand): Promise<void> {
    const sentAt = cloud.time?.() ?? needs.now();
    const claimed = store.write(() =>
      claimDue(store.db, planned, needs.now(), needs.longestWait, sentAt),
    );
    if (!claimed.ok) {
      round.stopped = claimed.problem;
      return;
    }
    const items = claimed.value;
    if (items.length === 0) return;
    needs.onChange();
    const answer = await cloud[ask](items);
    // A key that was refused outweighs whatever else went wrong at the same time.
    if (answer.failure && !round.failure?.pause) round.failure = answer.failure;
    else round.answered++;
    const settled = settle(store, items, ask, answer, { ...needs, sentAt });
    if (settled.problem) round.stopped = settled.problem;
    round.moved += settled.moved;
    needs.onChange();
  }

  await Promise.all(Array.from({ length: cloud.lanes }, worker));
  return round;
}

const laneOf = (item: OutboxItem): string => `${item.groupId}\n${item.deviceSn}`;
/** A replacement concerns two devices. */
const lanesOf = (item: OutboxItem): string[] =>
  item.otherSn === null ? [laneOf(item)] : [laneOf(item), `${item.groupId}\n${item.otherSn}`];

/** Nobody answered and somebody failed: the rest of the round would only fail too. */
const isDown = (round: Round): boolean => round.failure !== null && round.answered === 0;

/**
 * Groups what is due into errands. Questions about what is in doubt and sends never share one, and an
 * operation whose device has an earlier one in another errand waits for the next round.
 */
export function planErrands(due: readonly OutboxItem[], cloud: Cloud): Errand[] {
  const errands: Errand[] = [];
  const open: Record<Errand['ask'], Errand | null> = { send: null, lookUp: null };
  const errandOf = new Map<string, Errand>();
  const blocked: Errand = { ask: 'send', items: [] };
  /** Devices whose values something here decides: an edit after it begins from what the answer tells. */
  const decided = new Set<string>();
  for (const item of due) {
    const lanes = lanesOf(item);
    const ask = item.state === 'in_doubt' ? 'lookUp' : 'send';
    const before = lanes.flatMap((lane) => errandOf.get(lane) ?? []);
    const together =
      cloud.wholeLanes &&
      ask === 'send' &&
      before.every((one) => one === open.send) &&
      !(item.kind === 'update' && decided.has(laneOf(item)));
    if (item.kind === 'reset' || item.kind === 'replace') decided.add(laneOf(item));
    if (before.length > 0 && !together) {
      // What follows it in either lane waits too.
      for (const lane of lanes) errandOf.set(lane, blocked);
      continue;
    }
    let errand = open[ask];
    if (!errand || errand.items.length >= cloud.batch) {
      if (before.length > 0) {
        for (const lane of lanes) errandOf.set(lane, blocked);
        continue;
      }
      errand = { ask, items: [] };
      open[ask] = errand;
      errands.push(errand);
    }
    errand.items.push(item);
    for (const lane of lanes) errandOf.set(lane, errand);
  }
  return errands;
}

/** Puts on disk what the cloud answered: confirmed and parked ones as events, the rest as waiting. */
function settle(
  store: Store,
  items: readonly OutboxItem[],
  ask: Errand['ask'],
  answer: Answer,
  needs: OutboxNeeds & { sentAt: number },
): { moved: number; problem: Problem | null } {
  const now = needs.now();
  const confirmed: EventOf<'operations-confirmed'>['items'] = [];
  const parked: { key: string; problem: Problem; definite: boolean }[] = [];
  const blocked = new Set<string>();
  const waiting: [OutboxItem, Outcome & { problem: Problem }][] = [];
  const absent: OutboxItem[] = [];
  for (const item of items) {
    const outcome = answer.outcomes.get(item.key) ?? unanswered(answer);
    if (outcome.kind === 'done') {
      const { kind: _, ...about } = outcome;
      confirmed.push({ key: item.key, ...about });
    } else if (outcome.kind === 'refused') {
      // What follows a refused operation of its device is parked with it, as waiting for that one.
      const lanes = lanesOf(item);
      if (lanes.some((lane) => blocked.has(lane))) continue;
      for (const lane of lanes) blocked.add(lane);
      const { problem: why, definite = true } = outcome;
      parked.push({ key: item.key, problem: why, definite });
    } else if (outcome.kind === 'absent') absent.push(item);
    else waiting.push([item, outcome]);
  }
  const rows = () => {
    for (const item of absent) clearDoubt(store.db, item.seq);
    for (const [item, outcome] of waiting) {
      // A look-up that failed leaves the doubt as it was.
      const inDoubt = ask === 'lookUp' || outcome.kind === 'in_doubt';
      const wait = backoff(item.attempts + 1, needs.chance(), needs.longestWait);
      const nextAt = now + Math.max(wait, answer.failure?.retryAfterMs ?? 0);
      waitAgain(store.db, item, {
        inDoubt,
        nextAt,
        sentAt: needs.sentAt,
        problem: outcome.problem,
      });
    }
  };
  let written: Result<unknown> = store.write(rows);
  if (written.ok && confirmed.length > 0) {
    written = store.commit({ type: 'operations-confirmed', at: now, items: confirmed });
  }
  if (written.ok && parked.length > 0) {
    written = store.commit({ type: 'operations-parked', at: now, items: parked });
  }
  return {
    moved: confirmed.length + parked.length + absent.length,
    problem: written.ok ? null : written.problem,
  };
}

/** HTTP 200 and code 0 can still leave some out: what was not named is in doubt. */
const unanswered = (answer: Answer): Outcome => ({
  kind: 'in_doubt',
  problem: answer.failure?.problem ?? problem('cloud-answer-unreadable', { detail: 'partial' }),
});
