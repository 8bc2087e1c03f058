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
  compare: {
    state: calmState,
    route: 'sync/compare',
    act: async (page) => {
      await page.getByRole('button', { name: /Compare now|立即核对/ }).click();
      await page.getByText('INV5K1-000121').first().waitFor();
    },
  },
  backups: { state: calmState, route: 'settings/backups' },
};
