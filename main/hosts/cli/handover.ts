import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { inGroups } from '../../../shared/certificate/certificate.ts';
import {
  type HandoverPlan,
  type HandoverWish,
  mostHandoverBytes,
} from '../../../shared/models/handover.ts';
import { fail, type Problem, problem, type Result } from '../../../shared/problems.ts';
import type { App } from '../../app.ts';
import { listBatches } from '../../store/batches.ts';
import {
  misuse,
  options,
  print,
  refusalStatus,
  type Status,
  tell,
  unwrap,
  withStation,
} from './command.ts';
import { by } from './person.ts';
import { isFile } from './read-text.ts';
import { writeOut } from './write-out.ts';

const usage =
  'handover make batch --batch TAG [--group G] [--keep-open] --out FILE, handover make catalog|duplicates --out FILE, ' +
  'handover take FILE [--dry-run] [--yes] [--trust FINGERPRINT] [--accept], handover stations, or ' +
  'handover forget STATION --reason TEXT';

/** What one station hands to another without a network between them. */
export async function handoverCommand(args: string[]): Promise<Status> {
  const [verb, ...more] = args;
  switch (verb) {
    case 'make':
      return make(more);
    case 'take':
      return take(more);
    case 'stations':
      return withStation(options(more, {}).values.data, async ({ parts }) => {
        for (const { fingerprint, ...station } of parts.handover.stations()) {
          print({ ...station, fingerprint: inGroups(fingerprint) });
        }
        return 0;
      });
    case 'forget':
      return forget(more);
    default:
      return misuse(usage);
  }
}

async function make(args: string[]): Promise<Status> {
  const { values, positionals } = options(
    args,
    {
      batch: { type: 'string' },
      group: { type: 'string' },
      'keep-open': { type: 'boolean' },
      out: { type: 'string' },
    },
    true,
  );
  const [kind, ...stray] = positionals;
  const { batch: tag, group, out, 'keep-open': keepOpen } = values;
  const ofBatch = kind === 'batch';
  if (out === undefined || stray.length > 0 || ofBatch !== (tag !== undefined)) misuse(usage);
  if (!ofBatch && (group !== undefined || keepOpen)) misuse(usage);
  if (!ofBatch && kind !== 'catalog' && kind !== 'duplicates') misuse(usage);
  return withStation(values.data, async ({ parts }) => {
    let wish: HandoverWish = { kind: kind === 'catalog' ? 'catalog' : 'duplicates' };
    if (tag !== undefined) {
      const all = listBatches(parts.store.db, -1);
      const batch = all.find(
        (each) => each.tag === tag && (group ?? each.groupId) === each.groupId,
      );
      if (!batch) return refused(problem('batch-unknown', { tag }));
      wish = { kind: 'batch', groupId: batch.groupId, tag, pause: !keepOpen };
    }
    const made = await parts.handover.make(wish, 'admin', by);
    if (!made.ok) return refused(made.problem);
    const path = resolve(out);
    writeOut(path, made.value.file, 0o644);
    const { info } = made.value;
    print({ file: path, ...info, fingerprint: inGroups(info.fingerprint) });
    return 0;
  });
}

async function take(args: string[]): Promise<Status> {
  const { values, positionals } = options(
    args,
    {
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      trust: { type: 'string' },
      accept: { type: 'boolean' },
    },
    true,
  );
  const [file, ...stray] = positionals;
  if (file === undefined || stray.length > 0) misuse(usage);
  const bytes = unwrap(readBytes(resolve(file)));
  const given = values.trust?.replace(/\s/g, '').toLowerCase();
  return withStation(values.data, async (app) => {
    const { handover } = app.parts;
    const offered = await handover.offer(bytes);
    if (!offered.ok) return refused(offered.problem);
    let plan = offered.value;
    print({ dryRun: values['dry-run'] === true, ...shown(plan) });
    if (values['dry-run']) return plan.problem ? refused(plan.problem) : 0;
    if (plan.trust === 'changed' && given === plan.info.fingerprint) {
      const { id, fingerprint } = plan.info;
      unwrap(handover.trust({ id, fingerprint, reason: '--trust' }, by));
      plan = (await lookAgain(app)) ?? plan;
    }
    const isWrong = given !== undefined && given !== plan.info.fingerprint;
    if (isWrong) return refused(problem('handover-fingerprint'));
    if (plan.takenAt === null && !plan.problem && plan.trust !== 'changed') {
      if (!values.yes && !(await agreed(plan))) return 1;
    }
    const trust = plan.info.fingerprint;
    const wish = { id: plan.info.id, trust, accept: values.accept === true };
    const taken = await handover.accept(wish, 'admin', by);
    if (!taken.ok) return refused(taken.problem);
    print(taken.value);
    if (!taken.value.saved) tell('Not saved: something in use changes. With --accept it is saved.');
    return taken.value.saved ? 0 : 1;
  });
}

async function lookAgain({ parts: { handover } }: App): Promise<HandoverPlan | null> {
  return unwrap(await handover.look());
}

async function forget(args: string[]): Promise<Status> {
  const { values, positionals } = options(args, { reason: { type: 'string' } }, true);
  const [stationId, ...stray] = positionals;
  const reason = values.reason?.trim() ?? '';
  if (stationId === undefined || stray.length > 0 || reason === '') misuse(usage);
  return withStation(values.data, async ({ parts }) => {
    const forgotten = parts.handover.forget({ stationId, reason }, by);
    if (!forgotten.ok) return refused(forgotten.problem);
    print({ forgotten: stationId });
    return 0;
  });
}

function refused(found: Problem): Status {
  print({ problem: found });
  return refusalStatus(found);
}

const shown = ({ info, before, ...plan }: HandoverPlan) => ({
  ...info,
  fingerprint: inGroups(info.fingerprint),
  ...plan,
  ...(before !== null && before !== info.fingerprint ? { before: inGroups(before) } : {}),
});

function readBytes(file: string): Result<Buffer> {
  const readable = isFile(file);
  if (!readable.ok) return readable;
  return statSync(file).size > mostHandoverBytes
    ? fail('handover-large', { max: mostHandoverBytes / 1024 / 1024 })
    : { ok: true, value: readFileSync(file) };
}

/** Asks whoever sits there; nobody does where the input is no terminal, and that is wrong usage. */
function agreed({ info, trust }: HandoverPlan): Promise<boolean> {
  if (!process.stdin.isTTY) misuse('--yes is needed where nobody can be asked');
  const who = trust === 'new' ? `NEW station ${info.station.name}` : info.station.name;
  tell(`${info.kind} of ${who}, fingerprint ${inGroups(info.fingerprint)}. Take it? [y/N]`);
  return new Promise((answered) => {
    process.stdin.once('data', (answer) => {
      process.stdin.pause();
      answered(/^y(?:es)?$/i.test(String(answer).trim()));
    });
  });
}
