import type { State } from '../../shared/models/state.ts';
import { explained, problem } from '../../shared/problems.ts';
import {
  acceptedRead,
  calmState,
  demoState,
  freshState,
  refusedRead,
  seenRead,
  troubledState,
} from '../support/pretend-scenes.ts';
import type { Scene } from './scene.ts';
import { auditScenes } from './scenes-audit.ts';
import { designerScenes } from './scenes-designer.ts';
import { deviceScenes } from './scenes-devices.ts';
import { exportScenes } from './scenes-exports.ts';
import { groupScenes } from './scenes-groups.ts';
import { handoverScenes } from './scenes-handover.ts';
import { importScenes } from './scenes-imports.ts';
import { lineScenes } from './scenes-line.ts';
import { makerScenes } from './scenes-makers.ts';
import { operatorScenes } from './scenes-operators.ts';
import { printerScenes } from './scenes-printers.ts';
import { printingScenes } from './scenes-printing.ts';
import { recoveryScenes } from './scenes-recovery.ts';
import { undoScenes } from './scenes-undo.ts';
import { unitScenes } from './scenes-units.ts';
import { wedgeScenes } from './scenes-wedge.ts';

/** Every face of the window worth looking at: the photographs and the accessibility test share it. */
const withRead = (read: State['reads'][number]): State => {
  const state = calmState();
  // As old as the photograph: a verdict of before the screen came up is history, and shows Ready.
  return { ...state, reads: [{ ...read, at: Date.now() }, ...state.reads].slice(0, 20) };
};
const longText =
  'https://id.example.com/01/09506000134352/21/INV5K1-000128-WITH-A-VERY-LONG-TAIL-64';
const batchOf = (part: Partial<NonNullable<State['batch']>>): State => {
  const state = calmState();
  return { ...state, batch: state.batch && { ...state.batch, ...part } };
};

export const scenes: Record<string, Scene> = {
  ...deviceScenes,
  ...auditScenes,
  ...wedgeScenes,
  ...handoverScenes,
  ...importScenes,
  ...exportScenes,
  ...operatorScenes,
  ...recoveryScenes,
  ...undoScenes,
  ...lineScenes,
  ...makerScenes,
  ...designerScenes,
  ...printingScenes,
  'first-run': { state: freshState, route: 'scan' },
  accepted: { state: () => withRead(acceptedRead(201)), route: 'scan' },
  'accepted-with-data': {
    state: () =>
      withRead({
        ...acceptedRead(201),
        text: 'LW:D0:70B3D57ED0000010:0018B20000000101:000AF8BE:O***:SINV5K1-012481',
        masterData: { devEui: '0018B20000000101', MAC: 'AA:BB:CC:DD:EE:FF', firmware: '2.1.0' },
      }),
    route: 'scan',
  },
  seen: { state: () => withRead(seenRead(201)), route: 'scan' },
  destroying: {
    state: () => ({ ...withRead(acceptedRead(201)), toDestroy: { left: 28, on: true } }),
    route: 'scan',
  },
  refused: { state: () => withRead(refusedRead(201)), route: 'scan' },
  'kind-refused': {
    state: () => {
      const wrong = problem('sn-pattern', {
        deviceSn: 'INV5K1-0001B8',
        pattern: '(?P<model>INV5K1)-(?P<count>[0-9]{6})',
      });
      const where = { position: 12, found: 'B', expected: '0-9' };
      const near = { near: 'INV5K1-000188', place: 12, known: '8', read: 'B' };
      const problemOf = explained(
        explained(wrong, 'pattern-character', where),
        'nearest-twin',
        near,
      );
      const sn = 'INV5K1-0001B8';
      return withRead({ ...refusedRead(201), text: sn, deviceSn: sn, problem: problemOf });
    },
    route: 'scan',
  },
  'kind-again': {
    state: () =>
      withRead({
        ...refusedRead(201),
        text: '471100012348',
        deviceSn: '471100012348',
        problem: explained(
          problem('sn-check-digit', {
            deviceSn: '471100012348',
            position: 12,
            found: '8',
            expected: '3',
          }),
          'nearest-twin',
          { near: '471100012343', place: 12, known: '3', read: '8' },
        ),
      }),
    route: 'scan',
  },
  'kind-other': {
    state: () =>
      withRead({
        ...refusedRead(201),
        text: ']E04006381333931',
        deviceSn: '4006381333931',
        aim: ']E0',
        problem: explained(
          problem('sn-pattern', { deviceSn: '4006381333931', pattern: 'INV5K1-[0-9]{6}' }),
          'carton-ean',
          { ean: '4006381333931' },
        ),
      }),
    route: 'scan',
  },
  'kind-fault': {
    state: () => withRead({ ...refusedRead(201), problem: problem('disk-full') }),
    route: 'scan',
  },
  'kind-stopped': {
    state: () =>
      withRead({ ...refusedRead(201), problem: problem('batch-target-reached', { target: 500 }) }),
    route: 'scan',
  },
  'refused-long': {
    state: () =>
      withRead({
        ...refusedRead(201),
        text: longText,
        deviceSn: longText.slice(-64),
        problem: problem('sn-pattern', {
          deviceSn: longText.slice(-64),
          pattern: '[A-Z0-9][A-Z0-9-]{3,19}',
        }),
      }),
    route: 'scan',
  },
  ready: { state: () => batchOf({ startedAt: Date.now() + 1000, accepted: 0 }), route: 'scan' },
  paused: { state: () => batchOf({ state: 'paused' }), route: 'scan' },
  full: { state: () => batchOf({ accepted: 500 }), route: 'scan' },
  'no-batch': { state: () => ({ ...calmState(), batch: null, reads: [] }), route: 'scan' },
  demo: { state: demoState, route: 'scan' },
  'demo-unplugged': {
    state: () => {
      const state = troubledState();
      const demo = {
        network: false,
        running: false,
        scannerPlugged: false,
        devicesHere: 124,
        cloudDevices: null,
        cloudAllocated: null,
      };
      return { ...state, mode: 'demo', demo };
    },
    route: 'scan',
  },
  typed: {
    state: calmState,
    route: 'scan',
    act: async (page) => page.keyboard.press('F2'),
  },
  finish: { state: calmState, route: 'scan', act: async (page) => page.keyboard.press('F9') },
  keys: { state: calmState, route: 'scan', act: async (page) => page.keyboard.press('?') },
  devices: { state: calmState, route: 'devices' },
  'devices-empty': { state: freshState, route: 'devices' },
  ...groupScenes,
  ...unitScenes,
  labels: { state: calmState, route: 'labels' },
  'labels-empty': { state: freshState, route: 'labels' },
  sync: { state: troubledState, route: 'sync' },
  'sync-empty': { state: calmState, route: 'sync' },
  'sync-discard': {
    state: troubledState,
    route: 'sync',
    act: async (page) => page.locator('tbody tr').first().locator('button').nth(1).click(),
  },
  light: {
    state: troubledState,
    route: 'sync',
    act: async (page) => page.locator('footer button').first().click(),
  },
  kiosk: { state: () => ({ ...calmState(), kiosk: { on: true, pin: true } }), route: 'scan' },
  'kiosk-leave': {
    state: () => ({ ...calmState(), kiosk: { on: true, pin: true } }),
    route: 'scan',
    act: async (page) => {
      await page.getByRole('button', { name: /kiosk|锁定/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'settings-station': { state: calmState, route: 'settings' },
  'settings-cloud': { state: calmState, route: 'settings/cloud' },
  'settings-connect': { state: freshState, route: 'settings/cloud' },
  'settings-scanners': { state: calmState, route: 'settings/scanners' },
  'settings-scanners-profile': {
    state: calmState,
    route: 'settings/scanners',
    act: async (page) => {
      await page.locator('form input:not([type=hidden])').nth(3).click();
      await page.locator('[role=option]:visible').last().click();
      await page.locator('form summary').first().click();
      await page.locator('form button[type=submit]').first().scrollIntoViewIfNeeded();
    },
  },
  'settings-scanners-change': {
    state: calmState,
    route: 'settings/scanners',
    act: async (page) => page.locator('li button[aria-expanded]').first().click(),
  },
  ...printerScenes,
  'settings-vault': { state: freshState, route: 'settings/vault' },
  'settings-doctor': {
    state: calmState,
    route: 'settings/doctor',
    act: async (page) => page.locator('[role=tabpanel] button').first().click(),
  },
  'settings-demo': { state: calmState, route: 'settings/demo' },
  lost: {
    state: calmState,
    route: 'scan',
    act: async (page, station) => {
      await station.vanish();
      await page.waitForSelector('[role=alertdialog]');
    },
    undo: async (_, station) => station.returnAgain(),
  },
};
