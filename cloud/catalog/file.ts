import { readFile } from 'node:fs/promises';
import { catalogMisfit } from '../../shared/catalog-rules.ts';
import { type CatalogFile, catalogFileSchema } from '../../shared/models/catalog.ts';
import { ProblemError } from '../../shared/problems.ts';
import { sameJson } from '../../shared/same-json.ts';
import { complaintOf, isStorable } from '../http/body.ts';
import { sentenceOf } from '../log.ts';
import type { Item, Putting, StoredItem } from './items.ts';

/** Reads and checks a catalog file. @throws ProblemError `file-unreadable`, `catalog-not-json`, `catalog-invalid` */
export async function readCatalog(file: string): Promise<Item[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ProblemError('file-unreadable', { file, detail: sentenceOf(error) });
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ProblemError('catalog-not-json', { detail: sentenceOf(error) });
  }
  const checked = catalogFileSchema.safeParse(json);
  if (!checked.success) {
    throw new ProblemError('catalog-invalid', { detail: complaintOf(checked.error) });
  }
  if (!isStorable(checked.data)) {
    throw new ProblemError('catalog-invalid', { detail: 'it holds a text with U+0000 in it' });
  }
  // Judged before there is a database to look into: what a group needs has to be in the file.
  const wrong = catalogMisfit(checked.data, () => false);
  if (wrong !== null) throw new ProblemError('catalog-invalid', { detail: wrong });
  return itemsOf(checked.data);
}

/** What a catalog consists of, referred-to items first. */
export function itemsOf(file: CatalogFile): Item[] {
  const secret = null;
  return [
    ...file.environments.map(
      (body): Item => ({ kind: 'environment', id: body.regionId, body, secret }),
    ),
    ...file.gateways.map((body): Item => ({ kind: 'gateway', id: body.id, body, secret })),
    ...file.masterDataTemplates.map(
      (body): Item => ({ kind: 'masterDataTemplate', id: body.identifier, body, secret }),
    ),
    ...file.masterDataGroups.map(
      (body): Item => ({ kind: 'masterDataGroup', id: body.id, body, secret }),
    ),
    ...file.registrationGroups.map(
      ({ groupSecret, ...body }): Item => ({
        kind: 'registrationGroup',
        id: body.groupId,
        body,
        secret: groupSecret ?? null,
      }),
    ),
  ];
}

/** What is to be put so that an item is as a file says it; null where it is so already. */
export function putOf(
  item: Item,
  now: StoredItem | undefined,
): Pick<Putting, keyof Item | 'retired' | 'newSecret'> | null {
  // A file without the secret changes the group, not the secret that devices carry.
  const secret = item.secret ?? now?.secret ?? null;
  const newSecret = secret !== (now?.secret ?? null);
  if (now && !now.retired && !newSecret && sameJson(now.body, item.body)) return null;
  return { ...item, secret, retired: false, newSecret };
}
