import { resolve } from 'node:path';
import type { CallName } from '../../../shared/contract.ts';
import type { Plan } from '../../../shared/models/action.ts';
import type { UndoScope } from '../../../shared/models/undo.ts';
import { fail } from '../../../shared/problems.ts';
import type { App } from '../../app.ts';
import { listBatches } from '../../store/batches.ts';
import {
  misuse,
  options,
  print,
  type Status,
  unwrap,
  wholeNumber,
  withStation,
} from './command.ts';
import { decide } from './decide.ts';
import { caller } from './person.ts';
import { writeOut } from './write-out.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const usage =
  'undo --last | --batch TAG [--group G] | --group G --sn SN... | --seq N, --reason TEXT [--plan]';

const ask = async <T = object>(app: App, name: CallName, input: object): Promise<T> =>
  unwrap(await app.call(name, input, caller)) as T;

/** `undo --last | --batch TAG [--group G] | --group G --sn SN... --reason TEXT [--plan]`, `undo --seq N --reason TEXT` */
export async function undoCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    seq: text,
    reason: text,
    last: flag,
    batch: text,
    group: text,
    sn: { type: 'string', multiple: true },
    plan: flag,
  });
  const { reason, last, batch: tag, group: groupId, sn: sns, plan } = values;
  const seq = wholeNumber(values.seq, 'seq');
  const ways = [seq, last, tag, sns].filter((way) => way !== undefined).length;
  if (ways !== 1 || (reason === undefined && !plan)) misuse(usage);
  if (sns !== undefined && groupId === undefined) misuse(usage);
  return withStation(values.data, async (app) => {
    if (seq !== undefined) return decide(app, 'sync.undo', { seq, reason });
    if (last && !plan) return decide(app, 'undo.last', { reason });
    const scope = scopeOf(app, { tag, groupId, sns });
    const found = await ask<Plan>(app, 'undo.plan', { scope });
    if (plan) print(found);
    else {
      const { jobs } = await ask<{ jobs: object[] }>(app, 'undo.do', { scope, reason });
      await app.parts.actions.settled();
      for (const job of jobs) print(job);
    }
    return found.refused.length > 0 ? 1 : 0;
  });
}

function scopeOf(
  app: App,
  wish: { tag: string | undefined; groupId: string | undefined; sns: string[] | undefined },
): UndoScope {
  const { tag, groupId, sns } = wish;
  if (sns !== undefined && groupId !== undefined) {
    return { what: 'units', devices: sns.map((deviceSn) => ({ groupId, deviceSn })) };
  }
  if (tag === undefined) return { what: 'last' };
  const found = listBatches(app.parts.store.db, 1_000_000).filter(
    (batch) => batch.tag === tag && (groupId === undefined || batch.groupId === groupId),
  );
  const [batch, another] = found;
  if (!batch) return unwrap(fail('batch-unknown', { tag }));
  if (another) misuse(`several groups have a batch ${tag}: say --group G`);
  return { what: 'batch', batchId: batch.id };
}

/** `commands sheet --out FILE.pdf [--paper A4|Letter]`, `commands card --batch TAG --group G --out FILE.pdf`, `commands key --reason TEXT [--new | --use KEY]` */
export async function commandsCommand(args: string[]): Promise<Status> {
  const { values, positionals } = options(
    args,
    { out: text, paper: text, batch: text, group: text, reason: text, new: flag, use: text },
    true,
  );
  const [word, ...more] = positionals;
  const { out, paper = 'A4', batch: tag, group: groupId, reason, use: key } = values;
  const write = async (app: App, name: 'commands.sheet' | 'commands.card', input: object) => {
    const file = resolve(out ?? '');
    const { base64 } = await ask<{ base64: string }>(app, name, input);
    writeOut(file, Buffer.from(base64, 'base64'), 0o600);
    print({ file });
    return 0 as const;
  };
  if (more.length > 0) misuse('commands sheet | card | key');
  if (word === 'sheet' && out !== undefined) {
    return withStation(values.data, (app) => write(app, 'commands.sheet', { paper }));
  }
  if (word === 'card' && out !== undefined && tag !== undefined && groupId !== undefined) {
    return withStation(values.data, (app) => {
      const all = listBatches(app.parts.store.db, 1_000_000);
      const start = all.find((batch) => batch.tag === tag && batch.groupId === groupId);
      if (!start) return unwrap(fail('batch-unknown', { tag }));
      return write(app, 'commands.card', { paper, start });
    });
  }
  if (word === 'key' && reason !== undefined) {
    return withStation(values.data, async (app) => {
      if (values.new || key !== undefined) {
        await ask(app, 'commands.setKey', { reason, ...(key === undefined ? {} : { key }) });
      }
      print(await ask(app, 'commands.showKey', { reason }));
      return 0;
    });
  }
  return misuse(
    'commands sheet --out FILE | card --batch TAG --group G --out FILE | key --reason TEXT [--new | --use KEY]',
  );
}
