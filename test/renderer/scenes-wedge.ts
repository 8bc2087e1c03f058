import type { WedgeProfile } from '../../shared/models/wedge.ts';
import { calibrationTexts } from '../../shared/wedge/calibrate.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { scanAs } from '../support/wedge-scanner.ts';
import type { Scene } from './scene.ts';

const german: WedgeProfile = {
  id: 'w1',
  layouts: ['de'],
  caps: { off: 'plain', on: 'plain' },
  dead: 'space',
  end: 'Enter',
  prefix: ['~'],
  suffix: [],
  gs: '\u001d',
  altCodes: false,
  calibratedAt: 1_764_000_000_000,
};
const french: WedgeProfile = {
  ...german,
  id: 'w2',
  layouts: ['fr'],
  caps: { off: 'plain', on: null },
  end: 'none',
  prefix: [],
  gs: null,
};
const withScanners = () => {
  const state = calmState();
  return { ...state, preferences: { ...state.preferences, keyboardScanners: [german, french] } };
};
const openDialog: Scene['act'] = async (page) => {
  await page.getByRole('button', { name: /Calibrate a keyboard|校准键盘式/ }).click();
  await page.getByRole('dialog').getByRole('img').first().waitFor();
};

/** Keyboard scanners: what is known of them, and the scan that finds it out. */
export const wedgeScenes: Record<string, Scene> = {
  'wedge-known': {
    state: withScanners,
    route: 'settings/scanners',
    act: (page) =>
      page
        .getByRole('button', { name: /Calibrate a keyboard|校准键盘式/ })
        .scrollIntoViewIfNeeded(),
  },
  'camera-none': {
    state: calmState,
    route: 'scan',
    act: async (page) => {
      // It is remembered from scene to scene.
      const off = page.getByRole('button', { name: /Read by camera|用摄像头读码/ });
      if (await off.isVisible()) await off.click();
      await page.getByText(/No camera is connected|没有连接摄像头/).waitFor();
    },
    undo: (page) => page.getByRole('button', { name: /F4/ }).click(),
  },
  'wedge-calibrate': { state: calmState, route: 'settings/scanners', act: openDialog },
  'wedge-calibrated': {
    state: calmState,
    route: 'settings/scanners',
    act: async (page, station) => {
      await openDialog(page, station);
      await scanAs(page, calibrationTexts.full, { layout: 'de', machine: 'us' });
      await page.getByText(/Your scanner is set to|您的扫描枪设为/).waitFor();
    },
  },
};
