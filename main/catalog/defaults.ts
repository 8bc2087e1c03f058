import type {
  MasterDataGroup,
  MasterDataValues,
  RegistrationGroup,
} from '../../shared/models/catalog.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';

/**
 * The master data a new device starts with: the group's defaults. `master-data-missing` names the
 * first datum that is required and has none.
 */
export function startingMasterData(
  group: RegistrationGroup,
  template: MasterDataGroup | null,
): Result<MasterDataValues> {
  const values: MasterDataValues = {};
  for (const datum of template?.masterData ?? []) {
    if (datum.default !== undefined && datum.default !== null) {
      values[datum.identifier] = datum.default;
    } else if (datum.required) {
      return fail('master-data-missing', { name: datum.name });
    }
  }
  if (group.modelId !== '') values.modelId = group.modelId;
  return ok(values);
}
