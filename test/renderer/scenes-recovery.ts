import { sampleReport } from '../support/pretend-recovery.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** What a restore left to be read, and where backups are set up. */
export const recoveryScenes: Record<string, Scene> = {
  'restored-whole': {
    state: () => ({ ...calmState(), recovery: { ...sampleReport, missing: null } }),
    route: 'scan',
  },
  'restored-missing': {
    state: () => ({ ...calmState(), recovery: sampleReport }),
    route: 'scan',
  },
  backups: { state: calmState, route: 'settings/backups' },
};
