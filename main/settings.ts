import { z } from 'zod';
import { logOffMinutesSchema } from '../shared/models/operator.ts';
import {
  folderPrinter,
  type PrinterSettings,
  printerSettingsSchema,
} from '../shared/models/printer.ts';
import {
  type BackupSettings,
  backupSettingsSchema,
  usualBackup,
} from '../shared/models/recovery.ts';
import { type Scanner, scannerSchema } from '../shared/models/scanner.ts';
import { cloudLinkSchema, type Preferences, preferencesSchema } from '../shared/models/settings.ts';
import { type Unit, unitSchema } from '../shared/models/unit.ts';
import type { SettingsStore } from './world.ts';

/** Everything that people choose for a station and that is no secret. */
const settingsSchema = z.object({
  preferences: preferencesSchema,
  cloud: cloudLinkSchema.nullable().default(null),
  scanners: z.array(scannerSchema).default([]),
  /** Minutes without a sign of anybody after which the station logs off by itself. */
  logOffMinutes: logOffMinutesSchema.default(15),
  units: z.array(unitSchema).default([]),
  /** The folder printer first, always. */
  printers: z.array(printerSettingsSchema).default([folderPrinter]),
  backup: backupSettingsSchema.default(usualBackup),
});
export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsKeeper {
  get(): Settings;
  change(change: Partial<Settings>): void;
}

/** Most scanners of one station, and most unit ports. */
export const mostScanners = 16;

/** A port has one reader. */
export const isPathTaken = (
  { scanners, units }: Settings,
  { path, id }: { path: string; id?: string },
): boolean =>
  scanners.some((scanner) => scanner.id !== id && scanner.path === path) ||
  units.some((unit) => unit.id !== id && unit.kind === 'uart' && unit.path === path);

/** Each of them by itself: one that cannot be read does not take the others with it. */
const readable = <T>(schema: z.ZodType<T>, found: unknown): T[] =>
  (Array.isArray(found) ? found : []).flatMap((each) => {
    const read = schema.safeParse(each);
    return read.success ? [read.data] : [];
  });

/** What worked before there were printers to choose goes on working, whatever became of the file. */
function withFolder(found: PrinterSettings[]): PrinterSettings[] {
  const folder = found.find(({ id }) => id === folderPrinter.id) ?? folderPrinter;
  const others = found.filter(({ id }) => id !== folderPrinter.id);
  return [{ ...folder, way: folderPrinter.way }, ...others];
}

/** Each preference by itself: settings of an older version lack the newer ones. */
function readablePreferences(found: unknown, fallback: Preferences): Preferences {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(found);
  const entries = Object.entries(preferencesSchema.shape).flatMap(([name, schema]) => {
    const read = schema.safeParse(given[name]);
    return read.success ? [[name, read.data]] : [];
  });
  return { ...fallback, ...Object.fromEntries(entries) };
}

/** Reads the settings, each part by itself: one that cannot be read falls back alone. */
export function keepSettings(store: SettingsStore, stationId: string): SettingsKeeper {
  const found = z.record(z.string(), z.unknown()).catch({}).parse(store.get());
  const part = <K extends keyof Settings>(name: K, fallback: Settings[K]): Settings[K] => {
    const parsed = settingsSchema.shape[name].safeParse(found[name]);
    return parsed.success ? (parsed.data as Settings[K]) : fallback;
  };
  let settings: Settings = {
    preferences: readablePreferences(found.preferences, {
      stationName: `ST-${stationId.slice(-4).toUpperCase()}`,
      language: 'en',
      theme: 'auto',
      sounds: true,
      volume: 80,
    }),
    cloud: part('cloud', null),
    logOffMinutes: part('logOffMinutes', 15),
    scanners: readable<Scanner>(scannerSchema, found.scanners),
    units: readable<Unit>(unitSchema, found.units),
    printers: withFolder(readable<PrinterSettings>(printerSettingsSchema, found.printers)),
    backup: part('backup', usualBackup),
  };
  return {
    get: () => settings,
    change(change) {
      const next = { ...settings, ...change };
      store.set(next);
      settings = next;
    },
  };
}

/** How backups are made, for whoever needs it before the station is open. */
export const backupSettings = (store: SettingsStore): BackupSettings => {
  const { backup } = z.record(z.string(), z.unknown()).catch({}).parse(store.get());
  const read = backupSettingsSchema.safeParse(backup);
  return read.success ? read.data : usualBackup;
};
