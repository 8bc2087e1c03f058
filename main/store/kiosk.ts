import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { getMeta, setMeta } from './meta.ts';

/** That the station is a kiosk, and how it is left. */
export const keptKioskSchema = z.object({
  /** Of the PIN to leave with, salt and hash as hex; absent where operators have PINs. */
  pin: z.object({ salt: z.string(), hash: z.string(), cost: z.string() }).optional(),
});
export type KeptKiosk = z.infer<typeof keptKioskSchema>;

export function keptKiosk(db: Database): KeptKiosk | null {
  const found = getMeta(db, 'kiosk');
  return found === null ? null : (JSON.parse(found) as KeptKiosk);
}

export const keepKiosk = (db: Database, kept: KeptKiosk | null): void =>
  setMeta(db, 'kiosk', kept && JSON.stringify(kept));
