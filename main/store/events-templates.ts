import { z } from 'zod';
import { labelDesignSchema } from '../../shared/models/label-design.ts';

/** Events about label templates. */

const at = z.int();
const by = z.string();

export const templateEvents = [
  /** A new version of a template; it brings one that was retired back. */
  z.object({
    type: z.literal('template-saved'),
    at,
    by,
    design: labelDesignSchema,
    /** What changed, in a person's words. */
    note: z.string(),
  }),
  /** Not offered any more. What names it goes on printing. */
  z.object({ type: z.literal('template-retired'), at, by, id: z.string() }),
] as const;
