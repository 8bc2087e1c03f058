import { renderPdf } from '../../main/labels/pdf.ts';
import type { LabelRecord } from '../../shared/models/label.ts';

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const number = (i: number, digits: number) => String(i * 7919).padStart(digits, '0');

/** A plant's labels, as stories. */
const told: Record<string, (i: number) => Omit<LabelRecord, 'fields'>> = {
  'short ones': (i) => ({ groupId: 'G1', deviceSn: `K${i}`, title: 'I' }),
  'ordinary ones': (i) => ({
    groupId: 'INV-5K',
    deviceSn: `SN-2025-${number(i, 6)}`,
    title: 'Inverter 5 kW',
  }),
  'Chinese titles': (i) => ({
    groupId: 'PUMP-CONTROLLER-EU',
    deviceSn: `SN-2025-${number(i, 10)}`,
    title: '光伏逆变器五十千瓦户外型带远程通讯模块和防雷保护',
  }),
  'SNs of 64 characters': (i) => ({
    groupId: 'METER-A',
    deviceSn: `A1B2C3D4E5F6G7H8J9K0${'Z9'.repeat(19)}${number(i, 6)}`,
    title: '智能电表 Smart meter',
  }),
  'lower-case SNs': (i) => ({
    groupId: 'grp_meter',
    deviceSn: `sn-2025-${number(i, 6)}`,
    title: 'Smart meter for the European market with an uncommonly long name',
  }),
  'lower-case SNs of 64 characters': (i) => ({
    groupId: 'METER-A',
    deviceSn: `${'x9f-'.repeat(14)}${number(i, 8)}`,
    title: '',
  }),
  'SNs full of traps': (i) => ({
    groupId: 'A/B%',
    deviceSn: `^XZ~JR(\\)<>%/'"${i}`,
    title: '(\\) <</Type/Page>> ET Q',
  }),
};

export const stories: Record<string, (i: number) => LabelRecord> = Object.fromEntries(
  Object.entries(told).map(([name, story]) => [name, (i) => ({ ...story(i), fields: {} })]),
);

/** One of each story in turn. */
export const mixed = (i: number): LabelRecord => {
  const all = Object.values(stories);
  const story = all[i % all.length];
  if (!story) throw new Error('no stories');
  return story(i);
};

/** The PDF, or a failed test with the problem's sentence. */
export function printed(records: LabelRecord[], templateId: string): Uint8Array {
  const made = renderPdf(records, templateId);
  if (!made.ok) throw new Error(`${made.problem.code}: ${made.problem.message}`);
  return made.value;
}
