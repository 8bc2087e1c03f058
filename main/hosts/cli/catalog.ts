import { contract } from '../../../shared/contract.ts';
import { fail } from '../../../shared/problems.ts';
import { catalogHome, readCatalog } from '../../catalog/catalog.ts';
import { takeCatalogFile } from '../../catalog/import-in-cloud.ts';
import { verifyGroup } from '../../catalog/verify.ts';
import { secretNames } from '../../security/vault.ts';
import { checkCsv, exportCsv, exportFile } from './catalog-files.ts';
import {
  misuse,
  options,
  print,
  type Status,
  taken,
  tell,
  unwrap,
  withStation,
} from './command.ts';
import { readText } from './read-text.ts';

const usage =
  'catalog import FILE [--accept] | catalog export [FILE] [--with-secrets --reason TEXT] | catalog pull | ' +
  'catalog list | catalog verify [--group G] | catalog csv export --group MDG [FILE] | catalog csv check FILE';

/** All that scripts do with the catalog. */
export async function catalogCommand(args: string[]): Promise<Status> {
  const { values, positionals } = options(
    args,
    {
      group: { type: 'string' },
      'with-secrets': { type: 'boolean' },
      reason: { type: 'string' },
      accept: { type: 'boolean' },
    },
    true,
  );
  const { data, group, reason, accept = false, 'with-secrets': withSecrets = false } = values;
  const [what = '', ...rest] = positionals;
  const name = what === 'csv' ? `csv ${rest.shift() ?? ''}` : what;
  const [file, ...more] = rest;
  const takes = (...names: string[]) => {
    const given = {
      group,
      'with-secrets': withSecrets || undefined,
      accept: accept || undefined,
      reason,
      file,
    };
    const stray = Object.entries(given).some(
      ([key, value]) => value !== undefined && !names.includes(key),
    );
    if (stray || more.length > 0) misuse(usage);
  };
  switch (name) {
    case 'import':
      takes('file', 'accept');
      return importFile(data, file ?? misuse(usage), accept);
    case 'export':
      takes('file', 'with-secrets', 'reason');
      return exportFile(data, file, withSecrets, reason);
    case 'pull':
      takes();
      return withStation(data, async ({ parts }) => {
        print(unwrap(await parts.sync.pull()));
        return 0;
      });
    case 'list':
      takes();
      return list(data);
    case 'verify':
      takes('group');
      return verify(data, group);
    case 'csv export':
      takes('group', 'file');
      return exportCsv(data, group ?? misuse(usage), file);
    case 'csv check':
      takes('file');
      return checkCsv(file ?? misuse(usage));
    default:
      return misuse(usage);
  }
}

async function importFile(
  data: string | undefined,
  file: string,
  accept: boolean,
): Promise<Status> {
  const max = contract['catalog.import'].maxInput;
  const text = unwrap(readText(file, max, () => fail('input-too-large', { max })));
  return withStation(data, async ({ parts }) => {
    const { secretsRefused, ...imported } = unwrap(await takeCatalogFile(parts, { text, accept }));
    print({ ...imported, secretsRefused: secretsRefused.length });
    if (!imported.saved) {
      tell('Not saved: it is in use as told. With --accept it is saved all the same.');
      return 1;
    }
    const [first] = secretsRefused;
    if (!first) return 0;
    print({ problem: first.problem });
    return 1;
  });
}

async function list(data: string | undefined): Promise<Status> {
  return withStation(data, async ({ parts }) => {
    const { store, vault, settings } = parts;
    const catalog = readCatalog(store.db, {
      home: catalogHome(settings.get().cloud),
      secretHeld: (groupId) => vault.holds(secretNames.group(groupId)),
    });
    for (const each of catalog.environments) print({ kind: 'environment', ...each });
    for (const each of catalog.gateways) print({ kind: 'gateway', ...each });
    for (const each of catalog.masterDataTemplates) {
      print({ kind: 'masterDataTemplate', ...each });
    }
    for (const each of catalog.masterDataGroups) print({ kind: 'masterDataGroup', ...each });
    for (const each of catalog.registrationGroups) print({ kind: 'registrationGroup', ...each });
    return 0;
  });
}

/** One line a group; 1 when the ID or the secret of one is wrong. */
async function verify(data: string | undefined, only: string | undefined): Promise<Status> {
  return withStation(data, async ({ parts }) => {
    const { registrationGroups } = readCatalog(parts.store.db, {
      home: 'station',
      secretHeld: () => false,
    });
    const groups = only === undefined ? registrationGroups.map((group) => group.groupId) : [only];
    let wrong = false;
    for (const group of groups) {
      const verified = unwrap(await verifyGroup(parts, group));
      print({ group, ...verified });
      await taken();
      wrong ||= verified.groupId === 'wrong' || verified.secret === 'wrong';
    }
    return wrong ? 1 : 0;
  });
}
