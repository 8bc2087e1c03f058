import type { ImportInfo } from '../../shared/models/import.ts';
import { sampleImport } from '../support/pretend-imports.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

const withImport = (change: Partial<ImportInfo>) => () => ({
  ...calmState(),
  imports: [{ ...sampleImport, ...change }],
});

const halfWay = { ...sampleImport.counts, rows: 4_200, create: 4_100, update: 20, refused: 18 };

/** Devices by file: from the drop to the end. */
export const importScenes: Record<string, Scene> = {
  'import-start': { state: calmState, route: 'import' },
  'import-columns': { state: withImport({ state: 'open' }), route: 'import/imp-1' },
  'import-plan': { state: withImport({}), route: 'import/imp-1' },
  'import-running': {
    state: withImport({ state: 'running', counts: halfWay, rate: 8_412.3, secondsLeft: 71 }),
    route: 'import/imp-1',
  },
  'import-done': {
    state: withImport({ state: 'done', endedAt: sampleImport.at + 9_000 }),
    route: 'import/imp-1',
    act: (page) =>
      page
        .getByText('seen-in-cloud')
        .or(page.getByText(/1,?207/))
        .first()
        .waitFor(),
  },
  'import-undo': {
    state: withImport({ state: 'done', endedAt: sampleImport.at + 9_000 }),
    route: 'import/imp-1',
    act: async (page) => {
      await page.getByRole('button', { name: /Undo the whole|撤销整个/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
};
