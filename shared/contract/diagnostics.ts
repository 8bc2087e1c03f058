import { z } from 'zod';
import { diagnosticsSchema } from '../models/diagnostics.ts';

/** Help from afar, as rows of the contract. */
export const diagnosticsCalls = {
  /** Puts together what would be saved, and shows it; nothing leaves the station. */
  'diagnostics.gather': { input: z.object({}), output: diagnosticsSchema, role: 'technician' },
  /** The very content that was shown, as a ZIP; `diagnostics-gone` when it was gathered anew meanwhile. */
  'diagnostics.save': {
    input: z.object({ id: z.string().min(1).max(64) }),
    output: z.object({ name: z.string(), base64: z.string() }),
    role: 'technician',
  },
} as const;
