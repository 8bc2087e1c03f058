import {
  type Mapping,
  masterDatumOf,
  type Origin,
  plainTargets,
} from '../../../shared/import/mapping/mapping.ts';
import { columnName } from '../../../shared/import/mapping/resolve.ts';
import {
  builtInMasterData,
  type Catalog,
  type MasterDatum,
} from '../../../shared/models/catalog.ts';
import { fillableMasterData } from '../../../shared/registration-data.ts';

/** What a person chose for the columns, by column; and what is the same for each row. */
export interface ColumnsDraft {
  /** The target of each column; empty: left out. */
  targets: string[];
  constants: { to: string; text: string }[];
  /** Parts of a mapping that no control here can show (split columns); they stay as they are. */
  kept: Mapping;
}

const builtIn = new Set<string>(builtInMasterData.map(({ identifier }) => identifier));

/** What a device of this group may be given, by identifier. */
function dataOf(catalog: Catalog | null, groupId: string | null): Map<string, MasterDatum> {
  const group = catalog?.registrationGroups.find((one) => one.groupId === groupId);
  const template = catalog?.masterDataGroups.find(({ id }) => id === group?.masterDataGroupId);
  return fillableMasterData(template ?? null);
}

/** The same as targets, what comes with the product first. */
export const targetsFor = (catalog: Catalog | null, groupId: string | null): string[] => [
  ...plainTargets,
  ...[...dataOf(catalog, groupId).keys()]
    .toSorted((a, b) => Number(builtIn.has(b)) - Number(builtIn.has(a)))
    .map((identifier) => `masterData.${identifier}`),
];

/** The master datum that a target names; null for another target. */
export function datumOf(
  catalog: Catalog | null,
  groupId: string | null,
  to: string,
): Pick<MasterDatum, 'identifier' | 'name' | 'names'> | null {
  const named = masterDatumOf(to);
  if (!named) return null;
  const { identifier } = named;
  return dataOf(catalog, groupId).get(identifier) ?? { identifier, name: identifier };
}

export function draftOf(mapping: Mapping, head: readonly string[]): ColumnsDraft {
  const draft: ColumnsDraft = { targets: head.map(() => ''), constants: [], kept: [] };
  const names = head.map((_, at) => columnName(head, at));
  for (const { to, from } of mapping) {
    const columns = 'columns' in from ? from.columns : 'column' in from ? [from.column] : [];
    const places = columns.map((name) => names.indexOf(name));
    if ('constant' in from && typeof from.constant === 'string') {
      draft.constants.push({ to, text: from.constant });
    } else if (places.length > 0 && places.every((at) => at >= 0) && !('split' in from)) {
      for (const at of places) draft.targets[at] = to;
    } else draft.kept.push({ to, from });
  }
  return draft;
}

/** Two columns of one target are joined. */
export function mappingOf(draft: ColumnsDraft, head: readonly string[]): Mapping {
  const chosen = [...new Set(draft.targets)].filter((to) => to !== '');
  const fromColumns = chosen.map((to) => {
    const columns = draft.targets.flatMap((target, at) =>
      target === to ? [columnName(head, at)] : [],
    );
    const [first = ''] = columns;
    const from: Origin = columns.length > 1 ? { columns, with: ' ' } : { column: first };
    return { to, from };
  });
  const constants = draft.constants.map(({ to, text }) => ({ to, from: { constant: text } }));
  return [...fromColumns, ...constants, ...draft.kept];
}
