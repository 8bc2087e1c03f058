import { resolve } from 'node:path';
import { readMasterDataCsv, writeMasterDataCsv } from '../../../shared/catalog-csv.ts';
import { fail } from '../../../shared/problems.ts';
import { findMasterDataGroup } from '../../catalog/catalog.ts';
import { catalogText, exportCatalog, withSecrets } from '../../catalog/export.ts';
import { misuse, print, type Status, unwrap, withStation } from './command.ts';
import { by } from './person.ts';
import { readText } from './read-text.ts';
import { writeOut } from './write-out.ts';

/** Longest reason of an audited act, in characters, as in the contract. */
const longestReason = 256;
/** Any file beyond is refused without being read: in bytes. */
const longestCsv = 2 * 1024 * 1024;

/**
 * `catalog export [FILE] [--with-secrets --reason TEXT]`: without a file as one line on stdout. Secrets
 * go into a file that only its owner reads, never to a terminal, after the audit knows why.
 */
export async function exportFile(
  data: string | undefined,
  file: string | undefined,
  secrets: boolean,
  reason: string | undefined,
): Promise<Status> {
  const why = reason?.trim() ?? '';
  if (!secrets && reason !== undefined) misuse('--reason goes with --with-secrets');
  if (secrets && (why === '' || why.length > longestReason)) {
    misuse('--with-secrets takes --reason TEXT, of 1 to 256 characters');
  }
  if (secrets && file === undefined) misuse('--with-secrets takes a FILE: secrets are not printed');
  return withStation(data, async ({ parts }) => {
    const { store, vault, audit } = parts;
    const plain = exportCatalog(store.db);
    if (file === undefined) {
      print(plain);
      return 0;
    }
    const groups = plain.registrationGroups.length;
    if (!secrets) {
      const path = resolve(file);
      writeOut(path, catalogText(plain), 0o644);
      print({ file: path, groups, secrets: 0 });
      return 0;
    }
    const { file: whole, missing } = unwrap(withSecrets(plain, vault));
    unwrap(audit('catalog-exported-with-secrets', why, by));
    const path = resolve(file);
    writeOut(path, catalogText(whole), 0o600);
    print({ file: path, groups, secrets: groups - missing.length, secretsMissing: missing });
    return 0;
  });
}

/** `catalog csv export --group MDG [FILE]`: without a file as the text of one object. */
export async function exportCsv(
  data: string | undefined,
  id: string,
  file: string | undefined,
): Promise<Status> {
  return withStation(data, async ({ parts }) => {
    const group = findMasterDataGroup(parts.store.db, id);
    if (!group) return unwrap(fail('master-data-group-unknown', { id }));
    const text = unwrap(writeMasterDataCsv(group.masterData));
    if (file === undefined) {
      print({ masterData: group.masterData.length, text });
      return 0;
    }
    const path = resolve(file);
    writeOut(path, text, 0o644);
    print({ file: path, masterData: group.masterData.length });
    return 0;
  });
}

/** `catalog csv check FILE`: one object a master datum; needs no station. */
export async function checkCsv(file: string): Promise<Status> {
  const notText = () => fail('csv-invalid', { line: 1, detail: 'it is not UTF-8 text' });
  const text = unwrap(readText(file, longestCsv, () => fail('csv-too-large', { max: 2 }), notText));
  const read = readMasterDataCsv(text);
  if (!read.ok) {
    print({ problem: read.problem });
    return 1;
  }
  for (const datum of read.value) print(datum);
  return 0;
}
