import { contract } from '../../../shared/contract.ts';
import { describeIssues } from '../../../shared/describe-issues.ts';
import { maxReadLength } from '../../../shared/models/read.ts';
import type { App } from '../../app.ts';
import { jobResults } from '../../store/jobs.ts';
import { actionOf, usage } from './act-words.ts';
import {
  misuse,
  options,
  print,
  type Status,
  taken,
  targetOf,
  unwrap,
  withStation,
} from './command.ts';
import { givenValues } from './given-values.ts';
import { readLines } from './lines.ts';
import { by } from './person.ts';

/** Results printed at a time. */
const page = 500;

/**
 * One action on devices of a group: what would happen with `--plan`, else it is asked for (safe on this
 * station when the command ends) and each device is told: `waiting` is sent by the next `sync`.
 */
export async function actCommand(args: string[]): Promise<Status> {
  const text = { type: 'string' } as const;
  const { values, positionals } = options(
    args,
    {
      group: text,
      sn: { type: 'string', multiple: true },
      to: text,
      set: { type: 'string', multiple: true },
      description: text,
      tag: text,
      replacement: text,
      'no-allocate': { type: 'boolean' },
      plan: { type: 'boolean' },
    },
    true,
  );
  const [word, dash, ...more] = positionals;
  const { group: groupId } = values;
  if (more.length > 0 || (dash !== undefined && dash !== '-')) misuse(usage);
  if (groupId === undefined) misuse('--group G is needed');
  const sns = dash === '-' ? await snsFromInput() : (values.sn ?? []);
  const action = actionOf(word, values, sns);
  const target = targetOf(values.to, '--to');
  return withStation(values.data, async (app) => {
    const devices = sns.map((deviceSn) => ({ groupId, deviceSn }));
    const wish = {
      action,
      devices,
      ...(action === 'allocate' || action === 'reprovision' ? { target } : {}),
      ...(action === 'edit' ? { change: changeOf(app, groupId, values) } : {}),
      ...(action === 'replace'
        ? {
            groupId,
            deviceSn: sns[0],
            replacementSn: values.replacement,
            allocate: !values['no-allocate'],
          }
        : {}),
    };
    const checked = contract['devices.act'].input.safeParse(wish);
    if (!checked.success) misuse(`${describeIssues(checked.error)}. Usage: ${usage}`);
    const { actions, store } = app.parts;
    if (values.plan) {
      print(await actions.plan(checked.data));
      return 0;
    }
    const { id } = unwrap(await actions.act(checked.data, by));
    await actions.settled();
    let refused = 0;
    for (let after = -1; ; ) {
      const items = jobResults(store.db, id, after, page);
      for (const { place: _, ...item } of items) {
        print({ job: id, ...item });
        if (item.result === 'refused') refused++;
      }
      await taken();
      if (items.length < page) break;
      after = items.at(-1)?.place ?? after;
    }
    return refused > 0 ? 1 : 0;
  });
}

async function snsFromInput(): Promise<string[]> {
  const sns: string[] = [];
  for await (const lines of readLines(process.stdin, maxReadLength + 1)) {
    sns.push(...lines.filter((line) => line !== ''));
  }
  return sns;
}

function changeOf(
  app: App,
  groupId: string,
  values: { set?: string[]; description?: string; tag?: string },
): object {
  return {
    masterData: givenValues(app, groupId, values.set),
    ...(values.description === undefined ? {} : { description: values.description }),
    ...(values.tag === undefined ? {} : { batchTag: values.tag }),
  };
}
