import { config } from 'zod';

// The page forbids eval, and zod would try it once and leave a policy violation in the log.
config({ jitless: true });
