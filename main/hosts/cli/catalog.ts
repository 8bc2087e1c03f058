import { readFileSync, statSync } from 'node:fs';
import { contract } from '../../../shared/contract.ts';
import { fail } from '../../../shared/problems.ts';
import { catalogHome, readCatalog } from '../../catalog/catalog.ts';
import { importCatalog } from '../../catalog/import.ts';
import { secretNames } from '../../security/vault.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';

/** `catalog import FILE`, `catalog pull`, `catalog list` */
export async function catalogCommand(args: string[]): Promise<Status> {
  const { values, positionals } = options(args, {}, true);
  const [what, file, ...more] = positionals;
  if (more.length > 0) misuse('catalog import FILE | catalog pull | catalog list');
  if (what === 'import' && file !== undefined) return importFile(values.data, file);
  if (what === 'pull' && file === undefined) {
    return withStation(values.data, async ({ parts }) => {
      print(unwrap(await parts.sync.pull()));
      return 0;
    });
  }
  if (what === 'list' && file === undefined) return list(values.data);
  return misuse('catalog import FILE | catalog pull | catalog list');
}

async function importFile(data: string | undefined, file: string): Promise<Status> {
  const text = readWhole(file);
  return withStation(data, async ({ parts }) => {
    const { groups, secretsRefused } = unwrap(importCatalog(parts.store, parts.vault, text));
    print({ groups, secretsRefused: secretsRefused.length });
    const [first] = secretsRefused;
    if (!first) return 0;
    print({ problem: first.problem });
    return 1;
  });
}

/** The whole file as text; bytes that are no UTF-8 are a problem, not a guess. */
function readWhole(file: string): string {
  const max = contract['catalog.import'].maxInput;
  try {
    const found = statSync(file);
    if (!found.isFile()) return unwrap(fail('file-unreadable', { file, detail: 'not a file' }));
    if (found.size > max) return unwrap(fail('input-too-large', { max }));
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return unwrap(fail('catalog-not-json', { detail: 'it is not UTF-8 text' }));
    }
    if (code === undefined) throw error;
    return unwrap(fail('file-unreadable', { file, detail: code }));
  }
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
