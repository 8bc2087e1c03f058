import { problem } from '../../../shared/problems.ts';
import { listOperations, queueCounts } from '../../store/operations.ts';
import { exitStatus, options, print, type Status, wholeNumber, withStation } from './command.ts';

/** Without an answer from the cloud for this long, and without `--timeout`, it is given up (ms). */
const patience = 30_000;
/** A plain `sync` tries for this long, in seconds. */
const shortly = 10;
/** Parked operations that are named in the answer, at most. */
const named = 20;

/** `sync [--until-empty] [--timeout S]`: 0 nothing is owed any more, 1 some parked or held, 3 time ran out or no cloud. */
export async function syncCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    'until-empty': { type: 'boolean' },
    timeout: { type: 'string' },
  });
  const seconds =
    wholeNumber(values.timeout, 'timeout') ?? (values['until-empty'] ? undefined : shortly);
  return withStation(values.data, async ({ parts }) => {
    const { sync, store, actions } = parts;
    // An action that a crash cut short owes more than the queue holds yet.
    await actions.settled();
    const deadline = seconds === undefined ? null : performance.now() + seconds * 1000;
    const drained = await sync.drain({ deadline, patienceMs: patience });
    const { oldestAt: _, ...queue } = queueCounts(store.db);
    const parked = listOperations(store.db, { states: ['parked'], after: 0, limit: named });
    const waiting = drained.ok ? null : sync.state().problem;
    print({
      queue,
      ...(waiting ? { waitingFor: { code: waiting.code, message: waiting.message } } : {}),
      ...(parked.length > 0
        ? {
            parked: parked.map(({ seq, kind, groupId, deviceSn, problem: why }) => ({
              seq,
              kind,
              groupId,
              deviceSn,
              problem: why && { code: why.code, message: why.message },
            })),
          }
        : {}),
    });
    if (!drained.ok) {
      const found =
        drained.problem.code === 'timeout'
          ? problem('timeout', { seconds: seconds ?? patience / 1000 })
          : drained.problem;
      print({ problem: found });
      return exitStatus(found);
    }
    // What is refused was given up by a person, who knows.
    const { confirmed: _done, withdrawn: _back, refused: _given, ...owed } = queue;
    return Object.values(owed).some((count) => count > 0) ? 1 : 0;
  });
}
