import { z } from 'zod';
import { capsRules } from '../wedge/decode.ts';
import { type LayoutId, layoutIds } from '../wedge/layout-tables.ts';

const capsRule = z.enum(capsRules).nullable();
const layout = z.enum(layoutIds as [LayoutId, ...LayoutId[]]);
/** Characters, and keys by name (`F9`). */
const frame = z.array(z.string().min(1).max(48)).max(32);

/** How one keyboard scanner types, as its calibration scan showed. */
export const wedgeProfileSchema = z.object({
  id: z.string().min(1).max(64),
  /** Usually one. More where the scan fits several; they are then asked all, and must agree. */
  layouts: z.array(layout).min(1).max(layoutIds.length),
  /** How it shifts while CapsLock is off and on; null: not known yet. */
  caps: z.object({ off: capsRule, on: capsRule }),
  dead: z.enum(['space', 'bare']),
  end: z.enum(['Enter', 'Tab', 'none']),
  prefix: frame,
  suffix: frame,
  /** What it types for GS: the character, or a key by name; null: nothing. */
  gs: z.string().min(1).max(48).nullable(),
  /** Some or all characters come as codes (Alt and the number pad). */
  altCodes: z.boolean(),
  calibratedAt: z.int(),
});
export type WedgeProfile = z.infer<typeof wedgeProfileSchema>;

/** Most keyboard scanners of one station: a code must decode the same for all of them. */
export const mostWedges = 4;
