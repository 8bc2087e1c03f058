import type { Database } from 'better-sqlite3';
import { type ExportChoice, type ExportTopic, filterOfChoice } from '../../shared/models/export.ts';
import { idsOf, idsOfNames } from './described.ts';
import { prepared } from './prepared.ts';

/**
 * What the database holds of each topic, as flat rows for a file. Names of columns are part of what we promise to whoever
 * reads such files (docs/export.md); those that end in `At` are epoch milliseconds here.
 */
interface TopicSql {
  from: string;
  /** Name of the column -> what it is; in this order. */
  columns: Record<string, string>;
  /** JSON object by identifier, where rows have master data. */
  masterData: string | null;
  order: string;
  where: string;
  filters: Partial<Record<Column, string>>;
}

/** What is asked of a row by itself. */
type Column = Exclude<keyof ExportChoice, 'devices' | 'except'>;

const named = (...columns: string[]): string =>
  `(${columns.map((column) => `${column} LIKE @search ESCAPE '\\'`).join(' OR ')})`;

const tag = 'coalesce(d.tag, b.tag)';
/** The batch whose device an operation is about: its tag is not kept with the operation. */
const tagOfOperation = `(SELECT ${tag} FROM device d LEFT JOIN batch b ON b.id = d.batch_id WHERE d.group_id = o.group_id
  AND d.device_sn = o.device_sn AND d.gone IS NULL)`;
const problem = (of: string) => ({
  problem: `json_extract(${of}.problem, '$.code')`,
  reason: `json_extract(${of}.problem, '$.message')`,
});
const between = (time: string) => ({ from: `${time} >= @from`, to: `${time} < @to` });

const topics: Record<ExportTopic, TopicSql> = {
  devices: {
    from: 'device d LEFT JOIN batch b ON b.id = d.batch_id',
    columns: {
      groupId: 'd.group_id',
      deviceSn: 'd.device_sn',
      batchTag: tag,
      description: 'd.description',
      status: 'd.status',
      sn: 'd.sn',
      assetId: 'd.asset_id',
      regionId: 'd.region_id',
      orgId: 'd.org_id',
      labelState: 'd.label_state',
      registeredAt: 'd.registered_at',
    },
    masterData: 'd.master_data',
    order: 'd.id',
    where: 'd.gone IS NULL',
    filters: {
      groupId: 'd.group_id = @groupId',
      batchTag: `${tag} = @batchTag`,
      state: 'd.status = @state',
      problem: "(d.status = 'parked' OR d.label_state = 'failed')",
      ...between('d.registered_at'),
    },
  },
  batches: {
    from: 'batch b',
    columns: {
      groupId: 'b.group_id',
      batchTag: 'b.tag',
      state: 'b.state',
      target: 'b.target',
      accepted: 'b.accepted',
      seen: 'b.seen',
      refused: 'b.refused',
      template: 'b.template',
      regionId: 'b.region_id',
      orgId: 'b.org_id',
      startedAt: 'b.started_at',
      finishedAt: 'b.finished_at',
    },
    masterData: 'b.master_data',
    order: 'b.place',
    where: 'TRUE',
    filters: {
      groupId: 'b.group_id = @groupId',
      batchTag: 'b.tag = @batchTag',
      search: named('b.tag'),
      state: 'b.state = @state',
      ...between('b.started_at'),
    },
  },
  verdicts: {
    from: 'read r',
    columns: {
      at: 'r.at',
      verdict: 'r.verdict',
      groupId: 'r.group_id',
      batchTag: 'r.batch_tag',
      deviceSn: 'r.device_sn',
      text: 'r.text',
      aim: 'r.aim',
      source: "trim(r.source_kind || ' ' || r.source_name)",
      by: 'r.by',
      ...problem('r'),
    },
    masterData: 'r.master_data',
    order: 'r.id',
    where: 'TRUE',
    filters: {
      groupId: 'r.group_id = @groupId',
      batchTag: 'r.batch_tag = @batchTag',
      search: named('r.device_sn', 'r.text', 'r.batch_tag'),
      state: 'r.verdict = @state',
      ...between('r.at'),
    },
  },
  operations: {
    from: 'operation o',
    columns: {
      seq: 'o.seq',
      key: 'o.key',
      kind: 'o.kind',
      groupId: 'o.group_id',
      deviceSn: 'o.device_sn',
      otherSn: 'o.other_sn',
      state: 'o.state',
      attempts: 'o.attempts',
      createdAt: 'o.created_at',
      firstSentAt: 'o.first_sent_at',
      ...problem('o'),
    },
    masterData: null,
    order: 'o.seq',
    where: 'TRUE',
    filters: {
      groupId: 'o.group_id = @groupId',
      batchTag: `${tagOfOperation} = @batchTag`,
      search: named('o.device_sn', 'o.other_sn'),
      state: 'o.state = @state',
      ...between('o.created_at'),
    },
  },
  labels: {
    from: `label l JOIN print_job j ON j.nr = l.job JOIN device d ON d.id = l.device
      LEFT JOIN batch b ON b.id = l.batch_id`,
    columns: {
      job: 'j.id',
      number: 'l.seq',
      copy: 'l.copy',
      groupId: 'd.group_id',
      deviceSn: 'd.device_sn',
      batchTag: 'b.tag',
      account: 'l.account',
      template: 'j.template',
      version: 'j.version',
      printer: 'j.printer',
      media: 'l.media',
      by: 'l.by',
      at: 'l.at',
    },
    masterData: null,
    order: 'l.job, l.seq',
    where: 'TRUE',
    filters: {
      groupId: 'd.group_id = @groupId',
      batchTag: 'b.tag = @batchTag',
      search: named('d.device_sn', 'b.tag'),
      state: 'l.account = @state',
      ...between('l.at'),
    },
  },
};

/** A value as the database has it: text, a whole number, or nothing. */
export type ExportValue = string | number | null;

/** Names of the columns of a topic, and whether master data come behind them. */
export const exportColumns = (topic: ExportTopic): { names: string[]; masterData: boolean } => ({
  names: Object.keys(topics[topic].columns),
  masterData: topics[topic].masterData !== null,
});

/** `part` as a LIKE pattern that finds it anywhere, its own wildcards taken literally. */
const anywhere = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;

/** Rows of a topic that were chosen; good for as long as the database stays as it is. */
export interface ChosenRows {
  topic: ExportTopic;
  where: string;
  bound: Record<string, ExportValue>;
}

/** `choice.problem`, `.devices` and `.except` choose among devices and say nothing of other topics. */
export function chooseRows(db: Database, topic: ExportTopic, choice: ExportChoice): ChosenRows {
  const ids = topic === 'devices' ? foundIds(db, choice) : null;
  if (ids) return { topic, where: byIds, bound: { ids: JSON.stringify(ids) } };
  const { filters, where } = topics[topic];
  const given = (Object.keys(filters) as Column[]).filter(
    (name) => choice[name] !== undefined && choice[name] !== '',
  );
  const value = (name: Column) =>
    name === 'search' ? anywhere(choice.search ?? '') : (choice[name] as ExportValue);
  return {
    topic,
    where: [where, ...given.map((name) => filters[name])].join(' AND '),
    bound: Object.fromEntries(
      given.filter((name) => name !== 'problem').map((name) => [name, value(name)]),
    ),
  };
}

const byIds = 'd.id IN (SELECT value FROM json_each(@ids))';

/** What has an index of its own is found by it, as on the Devices screen; null: by a look at each row. */
function foundIds(db: Database, choice: ExportChoice): number[] | null {
  const { devices, except = [], search = '', batchTag } = choice;
  if (devices) return idsOfNames(db, devices);
  if (search === '' && batchTag === undefined && except.length === 0) return null;
  return idsOf(db, { filter: filterOfChoice(choice), except });
}

/** Those of one registration group; of devices. */
export const ofGroup = ({ topic, where, bound }: ChosenRows, groupId: string): ChosenRows => ({
  topic,
  where: `${where} AND d.group_id = @ofGroup`,
  bound: { ...bound, ofGroup: groupId },
});

const selecting = ({ topic, where }: ChosenRows, what: string): string =>
  `SELECT ${what} FROM ${topics[topic].from} WHERE ${where}`;

/** The query of all rows. */
export function rowsSql(chosen: ChosenRows): string {
  const { columns, masterData, order } = topics[chosen.topic];
  const wanted = [...Object.values(columns), ...(masterData === null ? [] : [masterData])];
  return `${selecting(chosen, wanted.join(', '))} ORDER BY ${order}`;
}

/** Registration groups of chosen devices, in alphabetical order. */
export const groupsOf = (db: Database, chosen: ChosenRows): string[] =>
  prepared(db, `${selecting(chosen, 'DISTINCT d.group_id')} ORDER BY 1`)
    .pluck()
    .all(chosen.bound) as string[];

export const countRows = (db: Database, chosen: ChosenRows): number =>
  prepared(db, selecting(chosen, 'count(*)')).pluck().get(chosen.bound) as number;

/**
 * Oldest first, one after the other: their columns, and last the master data as JSON where the topic has them. Nothing else
 * may be asked of this connection meanwhile.
 */
export const eachRow = (db: Database, chosen: ChosenRows): IterableIterator<ExportValue[]> =>
  prepared(db, rowsSql(chosen)).raw().iterate(chosen.bound) as IterableIterator<ExportValue[]>;

/** Identifiers of the master data that any of the rows has, in alphabetical order. */
export function masterDataUsed(db: Database, chosen: ChosenRows): string[] {
  const { masterData } = topics[chosen.topic];
  if (masterData === null) return [];
  const texts = prepared(db, selecting(chosen, masterData)).pluck().iterate(chosen.bound);
  const keys = new Set<string>();
  for (const text of texts as Iterable<string | null>) {
    for (const key in JSON.parse(text ?? '{}')) keys.add(key);
  }
  return [...keys].toSorted();
}
