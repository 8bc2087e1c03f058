import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What lies beside a backup and says what it is. */
export const manifestSchema = z.object({
  stationId: z.string(),
  epoch: z.int(),
  /** Epoch ms. */
  at: z.int(),
  bytes: z.int(),
  sha256: z.string().length(64),
  /** The last journal entry that it holds. */
  entry: z.int(),
  version: z.string(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface Backup {
  file: string;
  /** Null: of a migration, or its manifest cannot be read; it may be good all the same. */
  manifest: Manifest | null;
  /** Epoch ms, by its name. */
  at: number;
}

export const backupsOf = (folder: string): string => join(folder, 'backups');
export const manifestOf = (file: string): string => file.replace(/\.db$/, '.json');
export const backupName = (at: number): string => `station-${at}.db`;

/** Those of shifts (`station-TIME.db`) and those before a migration (`station-vN-TIME.db`), the newest first. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name): Backup[] => {
      const at = /^station-(?:v\d+-)?(\d{10,16})\.db$/.exec(name)?.[1];
      if (at === undefined) return [];
      const file = join(folder, name);
      return [{ file, manifest: readManifest(manifestOf(file)), at: Number(at) }];
    })
    .toSorted((a, b) => b.at - a.at);
}

function readManifest(file: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function removeBackup({ file }: Backup): void {
  rmSync(file, { force: true });
  rmSync(manifestOf(file), { force: true });
}
