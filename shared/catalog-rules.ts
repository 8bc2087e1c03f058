import { misfit } from './master-data.ts';
import {
  builtInMasterData,
  type CatalogFile,
  type Environment,
  type MasterDatum,
  type RegistrationGroup,
} from './models/catalog.ts';
import { type CatalogEdit, type CatalogKind, catalogIdOf } from './models/catalog-edit.ts';
import { compileRule } from './serial/rule.ts';
import { seriesMisfit } from './serial/series/compile.ts';

/**
 * What a catalog must be beyond its shape, which zod cannot see. The same for an import, for the editor,
 * for a station and for a cloud. Each answers what is wrong as a part of a sentence, or null.
 */

/** True when an item is there and not retired. */
export type IsThere = (kind: CatalogKind, id: string) => boolean;

const builtIn = new Set<string>(builtInMasterData.map(({ identifier }) => identifier));

export function datumMisfit(datum: MasterDatum): string | null {
  const { identifier, items } = datum;
  if (builtIn.has(identifier)) return `"${identifier}" is built in and cannot be made again`;
  if (datum.type === 'Enum' && (items ?? []).length === 0) return `"${identifier}" has no items`;
  const again = repeated(items ?? []);
  if (again !== null) return `item "${again}" is twice in "${identifier}"`;
  const wrong = misfit(datum, datum.default);
  return wrong === null ? null : `default of "${identifier}": ${wrong}`;
}

/** Of the master data of one group. */
export function masterDataMisfit(masterData: readonly MasterDatum[]): string | null {
  const again = repeated(masterData.map((each) => each.identifier));
  return again === null ? first(masterData, datumMisfit) : `master data "${again}" is there twice`;
}

export function environmentMisfit({ regionId, ous }: Environment): string | null {
  const again = repeated(ous.map((ou) => ou.orgId));
  return again === null ? null : `OU "${again}" is twice in environment "${regionId}"`;
}

/** `was`: as it is now, if it is there. A link that it has already may lead to something retired. */
export function groupMisfit(
  group: RegistrationGroup,
  isThere: IsThere,
  was: RegistrationGroup | null = null,
): string | null {
  const { groupId, masterDataGroupId, gatewayId, snRule } = group;
  if (
    masterDataGroupId !== was?.masterDataGroupId &&
    !isThere('masterDataGroup', masterDataGroupId)
  ) {
    return `group "${groupId}" names the master data group "${masterDataGroupId}", which is not there`;
  }
  if (gatewayId !== was?.gatewayId && !isThere('gateway', gatewayId)) {
    return `group "${groupId}" names the gateway "${gatewayId}", which is not there`;
  }
  const rule = compileRule(snRule, groupId);
  if (!rule.ok) return rule.problem.message.replace(/[.。]$/, '');
  const wrong = group.series ? seriesMisfit(group.series, group) : null;
  return wrong && wrong.message.replace(/[.。]$/, '');
}

/** A whole file; `isThere` tells of what it leaves out and is there already. */
export function catalogMisfit(file: CatalogFile, isThere: IsThere): string | null {
  const { environments, gateways, masterDataTemplates, masterDataGroups, registrationGroups } =
    file;
  const ids: Record<CatalogKind, string[]> = {
    environment: environments.map((each) => each.regionId),
    gateway: gateways.map((each) => each.id),
    masterDataTemplate: masterDataTemplates.map((each) => each.identifier),
    masterDataGroup: masterDataGroups.map((each) => each.id),
    registrationGroup: registrationGroups.map((each) => each.groupId),
  };
  for (const list of Object.values(ids)) {
    const again = repeated(list);
    if (again !== null) return `"${again}" is there twice`;
  }
  const inFile = {
    masterDataGroup: new Set(ids.masterDataGroup),
    gateway: new Set(ids.gateway),
  } as Record<CatalogKind, Set<string>>;
  const inEither: IsThere = (kind, id) => inFile[kind]?.has(id) || isThere(kind, id);
  return (
    first(environments, environmentMisfit) ??
    first(masterDataTemplates, datumMisfit) ??
    first(masterDataGroups, ({ id, masterData }) => {
      const wrong = masterDataMisfit(masterData);
      return wrong === null ? null : `in master data group "${id}": ${wrong}`;
    }) ??
    first(registrationGroups, (group) => groupMisfit(group, inEither))
  );
}

/** Devices, links and other stations know an item by its identifier. */
export function renaming(edit: CatalogEdit): string | null {
  const { kind, before } = edit;
  if (before === null) return null;
  const [was, is] = [catalogIdOf({ kind, body: before } as CatalogEdit), catalogIdOf(edit)];
  return was === is ? null : `"${was}" cannot become "${is}": an identifier is fixed once made`;
}

/** One edit, which is not a retirement: what is retired may be as it is. */
export function editMisfit(edit: CatalogEdit, isThere: IsThere): string | null {
  switch (edit.kind) {
    case 'environment':
      return environmentMisfit(edit.body);
    case 'gateway':
      return null;
    case 'masterDataTemplate':
      return datumMisfit(edit.body);
    case 'masterDataGroup':
      return masterDataMisfit(edit.body.masterData);
    case 'registrationGroup':
      return groupMisfit(edit.body, isThere, edit.before);
  }
}

function first<T>(list: readonly T[], wrong: (one: T) => string | null): string | null {
  for (const one of list) {
    const found = wrong(one);
    if (found !== null) return found;
  }
  return null;
}

function repeated(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size) ?? null;
}
