import type {
  MasterDataGroup,
  MasterDataValues,
  RegistrationGroup,
} from '../../../shared/models/catalog.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import { isOfOneUnit } from '../../../shared/serial/facts.ts';

/**
 * What a new device of the group starts with, by what its row says: the same as for a read (`catalog/defaults.ts`), reckoned once
 * for the whole file. Problems: `master-data-missing`, `read-data-missing`.
 */
export function starter(
  group: RegistrationGroup,
  template: MasterDataGroup | null,
  given: MasterDataValues,
): (row: MasterDataValues) => { values: MasterDataValues } | { problem: Problem } {
  const begin: MasterDataValues = {};
  const needed: { identifier: string; missing: Problem }[] = [];
  for (const { identifier, name, default: value, required } of template?.masterData ?? []) {
    const start = given[identifier] ?? value ?? null;
    if (start !== null) begin[identifier] = start;
    else if (required) {
      const code = isOfOneUnit(identifier) ? 'read-data-missing' : 'master-data-missing';
      needed.push({ identifier, missing: problem(code, { name }) });
    }
  }
  for (const [identifier, value] of Object.entries(given)) {
    if (value !== null) begin[identifier] ??= value;
  }
  if (group.modelId !== '') begin.modelId = group.modelId;

  return (row) => {
    const without = needed.find(({ identifier }) => row[identifier] === undefined);
    return without ? { problem: without.missing } : { values: { ...begin, ...row } };
  };
}
