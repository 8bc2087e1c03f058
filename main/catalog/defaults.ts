import type {
  MasterDataGroup,
  MasterDataValues,
  RegistrationGroup,
} from '../../shared/models/catalog.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { valuesMisfit } from '../../shared/registration-data.ts';
import { isOfOneUnit } from '../../shared/serial/facts.ts';

/**
 * The master data a new device starts with: what was given for all units of the batch, else the group's
 * defaults. `value-misfit` names the first value that does not fit, `master-data-missing` the first
 * datum that is required and has none. What each unit's own code brings is asked of the read.
 */
export function startingMasterData(
  group: RegistrationGroup,
  template: MasterDataGroup | null,
  given: MasterDataValues = {},
): Result<MasterDataValues> {
  const wrong = valuesMisfit(template, given);
  if (wrong) return { ok: false, problem: wrong };
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  for (const datum of template?.masterData ?? []) {
    if (values[datum.identifier] !== undefined) continue;
    if (datum.default !== undefined && datum.default !== null) {
      values[datum.identifier] = datum.default;
    } else if (datum.required && !isOfOneUnit(datum.identifier)) {
      return fail('master-data-missing', { name: datum.name });
    }
  }
  if (group.modelId !== '') values.modelId = group.modelId;
  return ok(values);
}
