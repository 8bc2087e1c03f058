import { z } from 'zod';
import { dpis } from './label-design.ts';
import { problemSchema } from './problem.ts';

/** Printers as people set them up, and how they are. */

/** What a printer understands. */
export const printerLanguages = ['pdf', 'zpl', 'tspl'] as const;

export const printerWayKinds = ['folder', 'cups', 'tcp', 'device', 'electron'] as const;
export type PrinterWayKind = (typeof printerWayKinds)[number];

/** How bytes get to it. */
export const printerWaySchema = z.discriminatedUnion('kind', [
  /** Files in the label folder of the station. */
  z.object({ kind: z.literal('folder') }),
  /** A queue of CUPS. CUPS itself allows no blank, `/` or `#`; a leading `-` would be an option of `lp`. */
  z.object({
    kind: z.literal('cups'),
    queue: z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.@-]{0,126}$/u, {
      message: 'a queue is letters, digits, "_", "-" and "."',
    }),
  }),
  /** Raw bytes over the network, as nearly every label printer takes them on port 9100. */
  z.object({
    kind: z.literal('tcp'),
    host: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]{0,252})$/, { message: 'a host name or an IP address' }),
    port: z.int().min(1).max(65_535).default(9100),
  }),
  /** A USB or serial printer that the machine shows as a file. Nothing but a device may be written over. */
  z.object({
    kind: z.literal('device'),
    path: z
      .string()
      .trim()
      .max(256)
      .regex(/^\/dev\/(?!.*\.\.)[A-Za-z0-9/_.:-]+$/, { message: 'a path that begins with /dev/' }),
  }),
  /** A printer of the system, by its system name, over Electron's own printing. */
  z.object({ kind: z.literal('electron'), deviceName: z.string().min(1).max(256) }),
]);
export type PrinterWay = z.infer<typeof printerWaySchema>;

/** Most that the paper may lie beside where the printer thinks, mm. */
export const mostOffset = 10;
const offset = z.number().min(-mostOffset).max(mostOffset);

export const printerSettingsSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().trim().min(1).max(80),
  way: printerWaySchema,
  language: z.enum(printerLanguages),
  dpi: z.union(dpis.map((dpi) => z.literal(dpi))),
  /** Added to each place on the paper, mm to the right and down; see `offsetFrom`. */
  offset: z.object({ x: offset, y: offset }).default({ x: 0, y: 0 }),
  /** Of the paper, inches a second (`^PR`, `SPEED`); null: as the printer is set. */
  speed: z.int().min(1).max(14).nullable().default(null),
  /** Of the head, 0..30 (`~SD`); TSPL has half of it (`DENSITY` 0..15). Null: as the printer is set. */
  darkness: z.int().min(0).max(30).nullable().default(null),
  /** Cuts after each label. */
  cut: z.boolean().default(false),
  /** Waits with the next label until the last one is taken. */
  peel: z.boolean().default(false),
  /** Labels of units that turn green come from it; of no printer: from the folder. */
  automatic: z.boolean().default(false),
});
export type PrinterSettings = z.infer<typeof printerSettingsSchema>;

/** What a person says of a printer; without `id` it is a new one. */
export const printerWishSchema = printerSettingsSchema.partial({ id: true });
export type PrinterWish = z.infer<typeof printerWishSchema>;

/** How a printer is, by its own word; null where it cannot say. */
export const printerHealthSchema = z.object({
  ready: z.boolean(),
  problem: problemSchema.nullable(),
  model: z.string().nullable(),
  dpi: z.int().nullable(),
  /** Labels that it has taken and not printed yet. */
  waiting: z.int().nullable(),
  /** Epoch milliseconds. */
  at: z.int(),
});
export type PrinterHealth = z.infer<typeof printerHealthSchema>;

/** `health` is null until the printer was first asked. */
export const stationPrinterSchema = printerSettingsSchema.extend({
  health: printerHealthSchema.nullable(),
});
export type StationPrinter = z.infer<typeof stationPrinterSchema>;

/** A printer that the machine shows, to be chosen. */
export const printerFoundSchema = z.object({ way: printerWaySchema, name: z.string() });
export type PrinterFound = z.infer<typeof printerFoundSchema>;

/** Always there, and what is printed on where nothing else is chosen. */
export const folderPrinter: PrinterSettings = {
  id: 'folder',
  name: 'PDF',
  way: { kind: 'folder' },
  language: 'pdf',
  dpi: 600,
  offset: { x: 0, y: 0 },
  speed: null,
  darkness: null,
  cut: false,
  peel: false,
  automatic: false,
};

/** Most printers of one station, the folder beside them. */
export const mostPrinters = 16;

/** Of the middle of the calibration page's cross from the left and the upper edge of the paper, mm. */
export const crossAt = 10;

/** Of the middle of that cross as a person measured it, mm from the left and the upper edge. */
export const measuredSchema = z.object({
  x: z.number().min(0).max(100),
  y: z.number().min(0).max(100),
});

/** Of the paper that the calibration page is printed on, mm: large enough for the cross. */
export const calibrationSizeSchema = z.object({
  width: z.number().min(20).max(330),
  height: z.number().min(15).max(490),
});
export type CalibrationSize = z.infer<typeof calibrationSizeSchema>;

/**
 * The offset that puts the cross where it belongs: `measured` is what a person measured of it, mm from the left
 * and upper edge of the paper, on a page that was printed with `was`. Hundredths; null where it is beyond
 * `mostOffset`: then the paper lies wrong, or is another one.
 */
export function offsetFrom(
  was: PrinterSettings['offset'],
  measured: { x: number; y: number },
): PrinterSettings['offset'] | null {
  const next = (old: number, at: number) => Math.round((old + crossAt - at) * 100) / 100;
  const found = { x: next(was.x, measured.x), y: next(was.y, measured.y) };
  return Math.max(Math.abs(found.x), Math.abs(found.y)) > mostOffset ? null : found;
}
