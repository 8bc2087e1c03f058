import type { CallName } from '../../../shared/contract.ts';
import { waysOut } from '../../../shared/models/conflict.ts';
import type { App } from '../../app.ts';
import { listOperations } from '../../store/operations.ts';
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
import { decide } from './decide.ts';
import { caller } from './person.ts';

const text = { type: 'string' } as const;

async function ask(app: App, name: CallName, input: object): Promise<object> {
  return unwrap(await app.call(name, input, caller)) as object;
}

/** `device --group G --sn SN [--look | --adopt]`: one object: here, and with `--look` in the cloud. */
export async function deviceCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    group: text,
    sn: text,
    look: { type: 'boolean' },
    adopt: { type: 'boolean' },
  });
  const { group: groupId, sn: deviceSn } = values;
  if (groupId === undefined || deviceSn === undefined) misuse('--group G and --sn SN are needed');
  return withStation(values.data, async (app) => {
    const name = { groupId, deviceSn };
    if (values.adopt) await ask(app, 'devices.adopt', name);
    const there = values.look ? { cloud: await ask(app, 'devices.look', name) } : {};
    print({ ...(await ask(app, 'devices.get', name)), ...there });
    return 0;
  });
}

/** `conflicts [--seq N]`: parked operations, one object a line; one with both sides. */
export async function conflictsCommand(args: string[]): Promise<Status> {
  const { values } = options(args, { seq: text });
  const seq = wholeNumber(values.seq, 'seq');
  return withStation(values.data, async (app) => {
    if (seq !== undefined) {
      print(await ask(app, 'conflicts.show', { seq }));
      return 0;
    }
    const { db } = app.parts.store;
    for (let after = 0; ; ) {
      const items = listOperations(db, { states: ['parked'], after, limit: 500 });
      for (const item of items) print(item);
      await taken();
      if (items.length < 500) return 0;
      after = items.at(-1)?.seq ?? after;
    }
  });
}

/** `resolve --seq N --way WAY --reason TEXT [--sn SN]` */
export async function resolveCommand(args: string[]): Promise<Status> {
  const { values } = options(args, { seq: text, way: text, reason: text, sn: text });
  const seq = wholeNumber(values.seq, 'seq');
  if (seq === undefined || values.way === undefined || values.reason === undefined) {
    misuse(`resolve --seq N --way ${waysOut.join('|')} --reason TEXT [--sn SN]`);
  }
  const { way, reason, sn: deviceSn } = values;
  return withStation(values.data, async (app) => {
    return decide(app, 'conflicts.resolve', { seq, way, reason, deviceSn });
  });
}
