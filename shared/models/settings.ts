import { z } from 'zod';
import { deviceColumns } from './device-filter.ts';
import { mostWedges, wedgeProfileSchema } from './wedge.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** `auto` is as the computer is set, to more contrast too; `contrast` is black, white and thick lines. */
export const themes = ['auto', 'light', 'dark', 'contrast'] as const;

/** What people choose for a station. No secret is ever kept here. */
export const preferencesSchema = z.object({
  stationName: z.string().trim().min(1).max(64),
  language: z.enum(languages),
  theme: z.enum(themes),
  sounds: z.boolean(),
  /** How loud sounds are, 5 (just heard) to 100 (all that the loudspeaker gives). */
  volume: z.int().min(5).max(100),
  /** What the list of devices shows beside the SN; none: as it comes. */
  deviceColumns: z.array(z.enum(deviceColumns)).max(deviceColumns.length).optional(),
  /** How the keyboard scanners of this station type; none: never calibrated. */
  keyboardScanners: z.array(wedgeProfileSchema).max(mostWedges).optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const cloudKinds = ['lineside', 'enos'] as const;

/** Which cloud a station syncs to; the app secret is in the vault. */
export const cloudLinkSchema = z.object({
  kind: z.enum(cloudKinds),
  url: z.url({ protocol: /^https?$/ }).max(512),
  appKey: z.string().min(1).max(256),
  orgId: z.string().min(1).max(64),
  /** Where devices go (`/dev/bootstrap`), if it is not `url`: to prove a group's secret. */
  deviceUrl: z
    .url({ protocol: /^https?$/ })
    .max(512)
    .optional(),
});
export type CloudLink = z.infer<typeof cloudLinkSchema>;
