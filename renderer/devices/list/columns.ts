import type { ScreenWord } from '../../../resources/languages/en.ts';
import { type DeviceColumn, deviceColumns } from '../../../shared/models/device-filter.ts';

/** What each column is called, and how much of the width it asks for. */
export const columns: Record<DeviceColumn, { word: ScreenWord; width: string }> = {
  group: { word: 'devices.group', width: 'minmax(120px, 1.7fr)' },
  batch: { word: 'devices.batch', width: 'minmax(90px, 1.3fr)' },
  status: { word: 'devices.status', width: 'minmax(132px, 1.1fr)' },
  label: { word: 'devices.label', width: 'minmax(118px, 1fr)' },
  registered: { word: 'devices.registered', width: 'minmax(120px, 1.3fr)' },
  description: { word: 'devices.description', width: 'minmax(120px, 1.8fr)' },
  assetId: { word: 'devices.assetId', width: 'minmax(100px, 1.1fr)' },
  target: { word: 'devices.target', width: 'minmax(110px, 1.3fr)' },
};

export const usualColumns: readonly DeviceColumn[] = [
  'group',
  'batch',
  'status',
  'label',
  'registered',
];

/** In their own order, whatever order they were chosen in. */
export const inOrder = (chosen: readonly DeviceColumn[]): DeviceColumn[] =>
  deviceColumns.filter((column) => chosen.includes(column));

/** The tick and the SN are always there. */
export const gridOf = (chosen: readonly DeviceColumn[]): string =>
  ['40px', 'minmax(190px, 2.2fr)', ...chosen.map((column) => columns[column].width)].join(' ');
