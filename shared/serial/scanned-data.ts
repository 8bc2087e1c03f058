import { type Misfit, misfitOf, misfitProblem } from '../master-data.ts';
import {
  builtInMasterData,
  type MasterDataValues,
  type MasterDatum,
  type MasterValue,
} from '../models/catalog.ts';
import { fail, ok, type Result } from '../problems.ts';
import { sameJson } from '../same-json.ts';
import { canonical, isOfOneUnit } from './facts.ts';
import type { Fact } from './reading.ts';
import { isSecretName } from './secret-names.ts';

const builtIn = new Set<string>(builtInMasterData.map(({ identifier }) => identifier));

/**
 * The master data that a code carries for its group: only data that the group has, by the same name or
 * one of the other names of the same thing (`facts.ts`). Neither what the station decides (OU, model, SN)
 * nor a secret is ever taken from a code. `value-misfit` for the first value that does not fit, that
 * the code gives twice and differently, or for which the batch was `given` another one; `read-data-missing`
 * for what the group requires of each unit and nothing brought.
 */
export function scannedData(
  facts: readonly Fact[],
  data: readonly MasterDatum[],
  given: MasterDataValues = {},
): Result<MasterDataValues> {
  const values: MasterDataValues = {};
  for (const datum of data) {
    const { identifier } = datum;
    if (builtIn.has(identifier) || isSecretName(identifier)) continue;
    const thing = canonical(identifier);
    const found = facts
      .filter(([name, text]) => text !== '' && canonical(name) === thing)
      .map(([, text]) => valueOf(datum, thing, text));
    const [value] = found;
    if (value === undefined) {
      const there = given[identifier] ?? datum.default ?? null;
      if (datum.required && there === null && isOfOneUnit(identifier)) {
        return fail('read-data-missing', { name: datum.name });
      }
      continue;
    }
    const misfit = found.some((other) => !sameJson(other, value))
      ? { why: 'not-one' as const }
      : misfitOfScanned(datum, thing, value, given[identifier]);
    if (misfit) return { ok: false, problem: misfitProblem(identifier, misfit) };
    values[identifier] = value;
  }
  return ok(values);
}

function misfitOfScanned(
  datum: MasterDatum,
  thing: string,
  value: MasterValue,
  given: MasterValue | undefined,
): Misfit | null {
  const digits = typeof value === 'string' ? value.replaceAll(':', '') : '';
  if (thing === 'mac' && !/^(?:[0-9A-F]{12}|[0-9A-F]{16})$/.test(digits)) return { why: 'not-mac' };
  if (isEui(thing) && !/^[0-9A-F]{16}$/.test(digits)) return { why: 'not-eui' };
  const differs = given !== undefined && given !== null && !sameJson(given, value);
  return misfitOf(datum, value) ?? (differs ? { why: 'not-as-given' } : null);
}

const isEui = (thing: string): boolean => thing === 'deveui' || thing === 'joineui';

/** The text as a value of the datum's type; what cannot be one stays a text, and does not fit. */
function valueOf(datum: MasterDatum, thing: string, text: string): MasterValue {
  if (datum.type === 'Integer' || datum.type === 'Double') {
    return /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : text;
  }
  if (datum.type === 'Boolean') {
    return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text;
  }
  if (datum.type === 'StringI18n') return { defaultValue: text };
  const hex = text.replace(/[\s:.-]/g, '').toUpperCase();
  if (isEui(thing)) return hex;
  if (thing !== 'mac' || !/^(?:[0-9A-F]{2}){6,8}$/.test(hex)) return text;
  // AA:BB:CC:DD:EE:FF, unless the group has no room for the colons.
  const room = datum.maxLength ?? Number.POSITIVE_INFINITY;
  return room < (hex.length / 2) * 3 - 1 ? hex : (hex.match(/../g) ?? []).join(':');
}
