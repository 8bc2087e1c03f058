import { misfitProblem } from '../master-data.ts';
import type { MasterDataGroup, MasterDataValues, MasterDatum, Target } from '../models/catalog.ts';
import { type Problem, problem } from '../problems.ts';
import { fillableMasterData } from '../registration-data.ts';
import { isOfOneUnit } from '../serial/facts.ts';
import { scannedData } from '../serial/scanned-data.ts';
import type { PlainTarget } from './mapping/mapping.ts';
import type { DatumField, Resolved } from './mapping/resolve.ts';
import { readValue } from './mapping/value.ts';

/** What a row says of its device; what it leaves empty is not there. */
export interface RowDevice {
  deviceSn: string;
  description?: string;
  batchTag?: string;
  /** Epoch milliseconds. */
  registeredAt?: number;
  allocateTo?: Target;
  masterData: MasterDataValues;
  /** A cloud had it already where the row was written. */
  inCloud: boolean;
}

export type RowReading =
  | { ok: true; device: RowDevice }
  | { ok: false; column: string; text: string; problem: Problem };

/**
 * Reads what the columns of a mapping say of a device, its SN having been looked at before. Problems: `value-misfit`,
 * `import-other-group`, `import-text-long`, `import-half-target`.
 */
export function rowReader(
  resolved: Resolved,
  groupId: string,
  group: MasterDataGroup | null,
): (cells: readonly string[], deviceSn: string) => RowReading {
  const known = fillableMasterData(group);
  const plain = (to: PlainTarget, cells: readonly string[]): string =>
    resolved.plain.get(to)?.text(cells).trim() ?? '';
  const whole = resolved.masterData.filter(({ locale }) => locale === null);
  const translations = resolved.masterData.filter(({ locale }) => locale !== null);

  return (cells, deviceSn) => {
    const device: RowDevice = { deviceSn, masterData: {}, inCloud: false };
    const no = (field: { column: string | null } | undefined, text: string, found: Problem) => ({
      ok: false as const,
      column: field?.column ?? '',
      text,
      problem: found,
    });
    const other = plain('groupId', cells);
    if (other !== '' && other !== groupId) {
      const found = problem('import-other-group', { groupId: other });
      return no(resolved.plain.get('groupId'), other, found);
    }
    const description = resolved.plain.get('description')?.text(cells) ?? '';
    if (description.trim() !== '') {
      if (description.length > 512) {
        const found = problem('import-text-long', { max: 512 });
        return no(resolved.plain.get('description'), description, found);
      }
      device.description = description;
    }
    const tag = plain('batchTag', cells);
    if (tag.length > 64) {
      return no(resolved.plain.get('batchTag'), tag, problem('import-text-long', { max: 64 }));
    }
    if (tag !== '') device.batchTag = tag;
    const at = plain('registeredAt', cells);
    if (at !== '') {
      const time = /^\d{4}-\d\d-\d\dT/.test(at) ? Date.parse(at) : Number.NaN;
      if (Number.isNaN(time)) {
        const found = misfitProblem('registeredAt', { why: 'not-date' });
        return no(resolved.plain.get('registeredAt'), at, found);
      }
      device.registeredAt = time;
    }
    const [regionId, orgId] = [plain('regionId', cells), plain('orgId', cells)];
    if ((regionId === '') !== (orgId === '')) {
      return no(resolved.plain.get('regionId'), regionId, problem('import-half-target'));
    }
    if (regionId !== '') device.allocateTo = { regionId, orgId };
    device.inCloud = ['created', 'allocated'].includes(plain('status', cells));
    for (const field of whole) {
      const wrong = put(device.masterData, field, known.get(field.identifier), cells);
      if (wrong) return no(field, field.text(cells), wrong);
    }
    for (const field of translations) {
      const wrong = translate(device.masterData, field, known.get(field.identifier), cells);
      if (wrong) return no(field, field.text(cells), wrong);
    }
    return { ok: true, device };
  };
}

function put(
  values: MasterDataValues,
  { identifier, text, constant }: DatumField,
  datum: MasterDatum | undefined,
  cells: readonly string[],
): Problem | null {
  if (!datum) return misfitProblem(identifier, { why: 'not-there' });
  if (constant !== undefined && typeof constant !== 'string') {
    if (constant !== null) values[identifier] = constant;
    return null;
  }
  const found = text(cells);
  if (isOfOneUnit(identifier)) {
    // Addresses are written in one way, whoever brings them.
    const word = found.trim();
    const read = scannedData([[identifier, word]], [{ ...datum, required: false }]);
    if (!read.ok) return read.problem;
    Object.assign(values, read.value);
    return null;
  }
  const read = readValue(datum, found);
  if (!read.ok) return misfitProblem(identifier, read.misfit);
  if (read.value !== null) values[identifier] = read.value;
  return null;
}

/** Another language of a text; the first one that is there stands for all where none stands without a language. */
function translate(
  values: MasterDataValues,
  { identifier, locale, text }: DatumField,
  datum: MasterDatum | undefined,
  cells: readonly string[],
): Problem | null {
  const found = text(cells).trim();
  if (found === '' || locale === null) return null;
  if (datum?.type !== 'StringI18n') return misfitProblem(identifier, { why: 'not-there' });
  const now = values[identifier];
  const before = now !== null && typeof now === 'object' ? now : { defaultValue: found };
  values[identifier] = { ...before, i18nValue: { ...before.i18nValue, [locale]: found } };
  return null;
}
