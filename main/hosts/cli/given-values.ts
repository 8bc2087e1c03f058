import { misfit } from '../../../shared/master-data.ts';
import type { MasterDataValues, MasterDatum, MasterValue } from '../../../shared/models/catalog.ts';
import { fillableMasterData } from '../../../shared/registration-data.ts';
import type { App } from '../../app.ts';
import { findAnyGroup, findMasterDataGroup } from '../../catalog/catalog.ts';
import { misuse } from './command.ts';

/** `--set NAME=VALUE...` as master data of a group; an empty value is none. */
export function givenValues(
  app: App,
  groupId: string,
  pairs: readonly string[] = [],
): MasterDataValues {
  const { db } = app.parts.store;
  const group = findAnyGroup(db, groupId);
  const known = fillableMasterData(group && findMasterDataGroup(db, group.masterDataGroupId));
  const given = pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) misuse(`--set takes NAME=VALUE, not "${pair}"`);
    const name = pair.slice(0, at);
    return [name, valueOf(known.get(name), pair.slice(at + 1))] as const;
  });
  // A name like __proto__ is a name like any other: fromEntries makes it an own one.
  return Object.fromEntries(given);
}

/** A value as its datum wants it. What does not fit is left for the judgement. */
function valueOf(datum: MasterDatum | undefined, text: string): MasterValue {
  if (text === '') return null;
  if (datum?.type === 'StringI18n') return { defaultValue: text };
  if (datum === undefined) return text;
  if (datum.type === 'Boolean') return text === 'true' || (text === 'false' ? false : text);
  // A number where a number is wanted: "0012" stays a text for a text.
  const wanted: MasterValue[] = [text, Number(text)];
  return wanted.find((value) => misfit(datum, value) === null) ?? text;
}
