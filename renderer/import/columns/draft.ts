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
  /** Pieces of a column's text, from 1; from its end where below 0. */
  pieces: Piece[];
  /** What stands between two columns of one target, by target; a blank where none is named. */
  between: { to: string; text: string }[];
  /** Parts of a mapping that no control here can show; they stay as they are until they are removed. */
  kept: Mapping;
}

export interface Piece {
  to: string;
  at: number;
  split: string;
  part: number;
}

/** What becomes something already, so that nothing is given it twice. */
export const takenTargets = (draft: ColumnsDraft): Set<string> =>
  new Set(
    [
      ...draft.targets,
      ...[...draft.constants, ...draft.pieces, ...draft.kept].map(({ to }) => to),
    ].filter((to) => to !== ''),
  );

/** Targets that several columns are joined for, in the order of their columns. */
export function joinedTargets(draft: ColumnsDraft): { to: string; places: number[] }[] {
  return [...new Set(draft.targets)]
    .filter((to) => to !== '')
    .map((to) => ({ to, places: draft.targets.flatMap((each, at) => (each === to ? [at] : [])) }))
    .filter(({ places }) => places.length > 1);
}

/** What a text falls into; two pieces at least are asked for. */
export const piecesOf = (text: string, split: string): string[] =>
  split === '' ? [] : text.split(split).map((piece) => piece.trim());

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
  const draft: ColumnsDraft = {
    targets: head.map(() => ''),
    constants: [],
    pieces: [],
    between: [],
    kept: [],
  };
  const names = head.map((_, at) => columnName(head, at));
  for (const { to, from } of mapping) {
    const columns = 'columns' in from ? from.columns : 'column' in from ? [from.column] : [];
    const places = columns.map((name) => names.indexOf(name));
    if ('constant' in from && typeof from.constant === 'string') {
      draft.constants.push({ to, text: from.constant });
    } else if ('split' in from && places[0] !== undefined && places[0] >= 0) {
      draft.pieces.push({ to, at: places[0], split: from.split, part: from.part });
    } else if (isShown(places, draft)) {
      for (const at of places) draft.targets[at] = to;
      if ('columns' in from && from.with !== ' ') draft.between.push({ to, text: from.with });
    } else draft.kept.push({ to, from });
  }
  return draft;
}

/** A column becomes one thing here, and several are joined as they stand. */
const isShown = (places: readonly number[], { targets }: ColumnsDraft): boolean =>
  places.length > 0 &&
  places.every((at, index) => targets[at] === '' && at > (places[index - 1] ?? -1));

/** Two columns of one target are joined. */
export function mappingOf(draft: ColumnsDraft, head: readonly string[]): Mapping {
  const chosen = [...new Set(draft.targets)].filter((to) => to !== '');
  const fromColumns = chosen.map((to) => {
    const columns = draft.targets.flatMap((target, at) =>
      target === to ? [columnName(head, at)] : [],
    );
    const [first = ''] = columns;
    const between = draft.between.find((each) => each.to === to)?.text ?? ' ';
    const from: Origin = columns.length > 1 ? { columns, with: between } : { column: first };
    return { to, from };
  });
  const constants = draft.constants.map(({ to, text }) => ({ to, from: { constant: text } }));
  const pieces = draft.pieces.map(({ to, at, split, part }) => ({
    to,
    from: { column: columnName(head, at), split, part },
  }));
  return [...fromColumns, ...pieces, ...constants, ...draft.kept];
}
