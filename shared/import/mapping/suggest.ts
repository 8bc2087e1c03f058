import { builtInMasterData, type MasterDataGroup } from '../../models/catalog.ts';
import { namesIn, snNames } from '../heading.ts';
import { plainName } from '../plain-name.ts';
import { isReasonColumn } from '../reason-columns.ts';
import type { Mapping, PlainTarget } from './mapping.ts';
import { columnName } from './resolve.ts';

/** What a column is called by suppliers, by EnOS's template and by our own export, in both languages. */
const names: readonly [PlainTarget, readonly string[]][] = [
  ['deviceSn', snNames],
  [
    'description',
    [
      'description',
      'remark',
      'remarks',
      'note',
      'notes',
      'comment',
      '描述',
      '备注',
      '说明',
      '设备描述',
    ],
  ],
  [
    'batchTag',
    [
      'batchTag',
      'batch',
      'lot',
      'lot no',
      'batch no',
      'batch tag',
      'work order',
      '批次',
      '批次号',
      '批号',
      '批次标签',
      '工单',
      '工单号',
    ],
  ],
  [
    'groupId',
    ['groupId', 'group ID', 'registration group', 'registration group ID', '注册组', '注册组ID'],
  ],
  ['registeredAt', ['registeredAt']],
  ['status', ['status']],
  ['regionId', ['regionId']],
  ['orgId', ['orgId']],
];

const wordsOf = new Map(names.map(([to, words]) => [to, new Set(words.map(plainName))]));

/**
 * What the columns of a heading probably are, each target at most once and the first fitting column: only by name, never by
 * what stands below it. What it does not know stays unmapped.
 */
export function suggestMapping(head: readonly string[], group: MasterDataGroup | null): Mapping {
  const mapping: Mapping = [];
  const taken = new Set<number>();
  const put = (to: string, fits: (plain: readonly string[], heading: string) => boolean) => {
    const at = head.findIndex(
      (heading, index) =>
        !taken.has(index) && !isReasonColumn(heading) && fits(namesIn(heading), heading.trim()),
    );
    if (at < 0) return;
    taken.add(at);
    mapping.push({ to, from: { column: columnName(head, at) } });
  };
  for (const [to, words] of wordsOf) put(to, (plain) => plain.some((name) => words.has(name)));
  for (const [identifier, words] of dataOf(group)) {
    const own = `masterData.${identifier}`;
    put(own, (plain, heading) => heading === own || plain.some((name) => words.has(name)));
    for (const locale of localesIn(head, identifier)) {
      put(`${own}@${locale}`, (_, heading) => heading === `${own}@${locale}`);
    }
  }
  return mapping;
}

/** What may be given a device of this group, with the words by which a heading may name it. */
function dataOf(group: MasterDataGroup | null): Map<string, Set<string>> {
  const words = new Map<string, Set<string>>();
  const add = (identifier: string, ...more: string[]) =>
    words.set(
      identifier,
      new Set([identifier, ...more].map(plainName).filter((word) => word !== '')),
    );
  for (const { identifier, name } of builtInMasterData) {
    if (identifier === 'deviceName') add(identifier, name, 'name', '设备名称', '名称');
    if (identifier === 'timezone') add(identifier, name, 'time zone', '时区');
  }
  for (const { identifier, name, names: others } of group?.masterData ?? []) {
    add(identifier, name, ...Object.values(others ?? {}));
  }
  return words;
}

function localesIn(head: readonly string[], identifier: string): string[] {
  const begin = `masterData.${identifier}@`;
  return head.flatMap((heading) => {
    const locale = heading.trim().startsWith(begin) ? heading.trim().slice(begin.length) : '';
    return /^[A-Za-z0-9-]{2,16}$/.test(locale) ? [locale] : [];
  });
}

/** What headings are remembered under: the same names in the same order, however they are spelled. */
export const headSignature = (head: readonly string[]): string => head.map(plainName).join('\n');
