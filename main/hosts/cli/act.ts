import { contract } from '../../../shared/contract.ts';
import { describeIssues } from '../../../shared/describe-issues.ts';
import { misfit } from '../../../shared/master-data.ts';
import type { MasterDataValues, MasterDatum, MasterValue } from '../../../shared/models/catalog.ts';
import { maxReadLength } from '../../../shared/models/read.ts';
import type { App } from '../../app.ts';
import { findAnyGroup, findMasterDataGroup } from '../../catalog/catalog.ts';
import { jobResults } from '../../store/jobs.ts';
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
import { readLines } from './lines.ts';

/** Who acts on the command line, as it is written down. */
const by = 'command-line';
/** Results printed at a time. */
const page = 500;

const usage =
  'act allocate|edit|reprovision|replace|delete --group G (--sn SN... | -) [--to ENV/OU] [--set NAME=VALUE...] [--description TEXT] [--tag TAG] [--replacement SN] [--no-allocate] [--plan]';

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
  const [action, dash, ...more] = positionals;
  const { group: groupId } = values;
  if (more.length > 0 || (dash !== undefined && dash !== '-')) misuse(usage);
  if (groupId === undefined) misuse('--group G is needed');
  const sns = dash === '-' ? await snsFromInput() : (values.sn ?? []);
  return withStation(values.data, async (app) => {
    const devices = sns.map((deviceSn) => ({ groupId, deviceSn }));
    const wish = {
      action,
      devices,
      ...(action === 'allocate' || action === 'reprovision' ? { target: targetOf(values.to) } : {}),
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
  const { db } = app.parts.store;
  const group = findAnyGroup(db, groupId);
  const template = group && findMasterDataGroup(db, group.masterDataGroupId);
  const known = new Map(template?.masterData.map((datum) => [datum.identifier, datum]));
  const masterData: MasterDataValues = {};
  for (const pair of values.set ?? []) {
    const at = pair.indexOf('=');
    if (at < 1) misuse(`--set takes NAME=VALUE, not "${pair}"`);
    const name = pair.slice(0, at);
    masterData[name] = valueOf(known.get(name), pair.slice(at + 1));
  }
  return {
    masterData,
    ...(values.description === undefined ? {} : { description: values.description }),
    ...(values.tag === undefined ? {} : { batchTag: values.tag }),
  };
}

/** A value as its datum wants it; empty takes it away. What does not fit is left for the judgement. */
function valueOf(datum: MasterDatum | undefined, text: string): MasterValue {
  if (text === '') return null;
  if (datum?.type === 'StringI18n' || datum === undefined) {
    return datum ? { defaultValue: text } : text;
  }
  const read: MasterValue[] = [text, Number(text), text === 'true' ? true : text === 'false'];
  const wanted = datum.type === 'Boolean' ? read.slice(2) : read.slice(0, 2);
  return wanted.find((value) => misfit(datum, value) === null) ?? text;
}
