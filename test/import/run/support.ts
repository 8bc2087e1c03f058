import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../../main/app.ts';
import type { ImportOptions, ImportPlan } from '../../../shared/models/import.ts';
import { must } from '../../support/must.ts';
import { temporaryFolder } from '../../support/temp-folder.ts';

/** The sample catalog's inverters: `AB-` and four digits. */
export const groupId = 'INV5K1';

export function fileOf(text: string | Uint8Array, name = 'devices.csv'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

/** Handed over and planned, with the columns that the names suggest unless told otherwise. */
export async function planned(
  { parts: { importer } }: App,
  path: string,
  wish: Partial<ImportOptions> = {},
): Promise<{ id: string; plan: ImportPlan }> {
  const { id } = must(await importer.take(path, 'devices.csv', 'A. Li'));
  const choice = wish.choice ?? {};
  const look = must(await importer.look(id, { choice, groupId: wish.groupId ?? groupId }));
  const options: ImportOptions = {
    groupId,
    choice,
    mapping: look.mapping,
    batchId: null,
    allocateTo: null,
    answers: [],
    ...wish,
  };
  must(importer.plan(id, options));
  await importer.settled();
  const { info, plan } = must(await importer.get(id));
  if (!plan) throw new Error(info.problem?.message ?? 'no plan');
  return { id, plan };
}

/** Planned and let in, to its end. */
export async function imported(app: App, path: string, wish: Partial<ImportOptions> = {}) {
  const { id, plan } = await planned(app, path, wish);
  must(await app.parts.importer.start(id, 'admin', 'A. Li'));
  await app.parts.importer.settled();
  const { info } = must(await app.parts.importer.get(id));
  return { id, plan, info };
}
