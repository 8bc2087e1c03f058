import { batchStartSchema } from '../../../shared/models/batch.ts';
import { mostMade } from '../../../shared/models/maker.ts';
import { batchById } from '../../store/batches.ts';
import {
  misuse,
  options,
  print,
  type Status,
  taken,
  unwrap,
  wholeNumber,
  withStation,
} from './command.ts';
import { verdictLine } from './job.ts';
import { askedToEnd } from './signals.ts';

/**
 * `make --group G --batch TAG --count N`: makes N SNs of the group's series, one verdict a line, each printed
 * only after it is durable. Ends with 1 where not all could be made; the last line says why.
 */
export async function makeCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    group: { type: 'string' },
    batch: { type: 'string' },
    count: { type: 'string' },
  });
  const { group: groupId, batch: tag = '' } = values;
  const count = wholeNumber(values.count, 'count') ?? 1;
  if (groupId === undefined) misuse('--group G is needed');
  if (tag.trim() === '' || tag.length > 64) misuse('--batch takes 1 to 64 characters');
  if (count < 1 || count > mostMade) misuse(`--count takes 1 to ${mostMade}`);
  return withStation(values.data, async (app) => {
    const { batches, leases, makers, station, store } = app.parts;
    unwrap(makers.ready(groupId, tag.trim()));
    const start = batchStartSchema.parse({ groupId, tag: tag.trim(), makes: true });
    const batch = unwrap(batches.openByTag(start));
    const job = unwrap(station.prepare({ ...batch, batchId: batch.id }));
    // What is held already may be enough: a cloud that is away is no reason to stop.
    await leases.ensure(groupId, batch.tag, count);
    let ended = false;
    void askedToEnd().then(() => {
      ended = true;
    });
    for (let made = 0; made < count; ) {
      const now = batchById(store.db, batch.id);
      const verdict = makers.nextFor(job, now, { kind: 'stdin', name: '' });
      print(verdictLine(verdict));
      if (verdict.verdict !== 'accepted') return 1;
      made++;
      await taken();
      await new Promise((resolve) => setImmediate(resolve));
      if (ended) return 3;
    }
    batches.moveById(batch.id, 'finished');
    return 0;
  });
}

/** `ranges`: the ranges of numbers that this station holds or held, newest first, one a line. */
export async function rangesCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {});
  return withStation(values.data, async (app) => {
    for (const range of app.parts.ranges.list(500)) print(range);
    return 0;
  });
}
