import { problem } from '../../shared/problems.ts';
import { sampleExport } from '../support/pretend-exports.ts';
import { calmState } from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';

/** Files on their way out. */

const route = 'import/export';

export const exportScenes: Record<string, Scene> = {
  export: { state: calmState, route },
  'export-files': {
    state: () => ({
      ...calmState(),
      exports: [
        sampleExport(),
        sampleExport({
          ...{ id: 'exp-2', topic: 'batches', format: 'csv', name: 'batches-2026-03-04.csv' },
          ...{ state: 'done', done: 214, of: 214, bytes: 31_480 },
        }),
        sampleExport({
          ...{ id: 'exp-3', format: 'enos', name: 'devices-enos-2026-03-04.zip' },
          ...{ state: 'failed', done: 0, of: null, problem: problem('disk-full') },
        }),
      ],
    }),
    route,
  },
  'export-chosen': {
    state: calmState,
    route: 'devices',
    act: async (page) => {
      await page.getByRole('button', { name: /^(All that match|全部匹配)/ }).click();
      await page.getByRole('link', { name: /^(Export|导出)$/ }).click();
      await page.getByText(/12,480/).waitFor();
    },
  },
};
