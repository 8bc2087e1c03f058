import type { TemplateInfo } from '../models/label.ts';
import type { LabelDesign, LabelElement, Paper } from '../models/label-design.ts';
import { fail, ok, type Result } from '../problems.ts';
import { labelsPerPage } from './paper.ts';

/**
 * The templates that come with the product. Where labels lie on sheets is from gLabels' lists (glabels-qt, templates/
 * avery-iso, avery-us), in millimetres; where that is not so the sheet says it.
 */

const a4 = { width: 210, height: 297 };
const letter = { width: 215.9, height: 279.4 };
const inch = 25.4;

type Sheet = Omit<Extract<Paper, { form: 'sheet' }>, 'form'>;
const sheet = (about: Sheet): Paper => ({ form: 'sheet', ...about });
const roll = (width: number, height: number): Paper => ({
  form: 'roll',
  label: { width, height },
  gap: 3,
  sensing: 'gap',
});

const sheets = {
  l7651: sheet({
    page: a4,
    label: { width: 38.1, height: 21.2 },
    columns: 5,
    rows: 13,
    origin: { x: 4.7, y: 10.9 },
    pitch: { x: 40.6, y: 21.2 },
  }),
  // gLabels does not have it. Size and count are the packet's; two programs that print on it agree on 13.5 mm at the
  // top and 2.5 mm between columns, and the rest is halved. Not confirmed on paper.
  l4731: sheet({
    page: a4,
    label: { width: 25.4, height: 10 },
    columns: 7,
    rows: 27,
    origin: { x: 8.6, y: 13.5 },
    pitch: { x: 27.9, y: 10 },
  }),
  l8658: sheet({
    page: a4,
    label: { width: 25.4, height: 10 },
    columns: 7,
    rows: 27,
    origin: { x: 5, y: 13 },
    pitch: { x: 28.5, y: 10.14 },
  }),
  // Also sold as L7654, L6140, L6145.
  l4770: sheet({
    page: a4,
    label: { width: 45.7, height: 25.4 },
    columns: 4,
    rows: 10,
    origin: { x: 10, y: 22 },
    pitch: { x: 48.5, y: 25.4 },
  }),
  l4732: sheet({
    page: a4,
    label: { width: 35.6, height: 16.9 },
    columns: 5,
    rows: 16,
    origin: { x: 11, y: 13 },
    pitch: { x: 38.1, y: 16.9 },
  }),
  l7160: sheet({
    page: a4,
    label: { width: 63.5, height: 38.1 },
    columns: 3,
    rows: 7,
    origin: { x: 7.48, y: 15.49 },
    pitch: { x: 66.04, y: 38.1 },
  }),
  // Size and count are the packet's (48 of metallised film); the place is halved from the page, with the gap that such
  // sheets have. Not confirmed on paper.
  l6009: sheet({
    page: a4,
    label: { width: 45.7, height: 21.2 },
    columns: 4,
    rows: 12,
    origin: { x: 9.7, y: 21.3 },
    pitch: { x: 48.3, y: 21.2 },
  }),
  us5160: sheet({
    page: letter,
    label: { width: 2.625 * inch, height: inch },
    columns: 3,
    rows: 10,
    origin: { x: 0.15625 * inch, y: 0.5 * inch },
    pitch: { x: 2.78125 * inch, y: inch },
  }),
  us5167: sheet({
    page: letter,
    label: { width: 1.75 * inch, height: 0.5 * inch },
    columns: 4,
    rows: 20,
    origin: { x: 0.28125 * inch, y: 0.5 * inch },
    pitch: { x: 2.0625 * inch, y: 0.5 * inch },
  }),
};

const laser = { head: 'laser', dpi: 600 } as const;
/** Heads of "203 dpi" have 8 dots a millimetre. */
const thermal = { head: 'thermal', dpi: 203 } as const;

const automatic = (
  id: string,
  name: string,
  paper: Paper,
  target: LabelDesign['target'] = laser,
): LabelDesign => ({
  id,
  version: 1,
  name,
  paper,
  drift: 1,
  target,
  parts: [],
  layout: 'automatic',
  elements: [],
});

const placed = (
  id: string,
  name: string,
  paper: Paper,
  target: LabelDesign['target'],
  elements: LabelElement[],
  parts: LabelDesign['parts'] = [],
): LabelDesign => ({ ...automatic(id, name, paper, target), layout: 'placed', parts, elements });

/** The code at the left as high as the label allows, the group's name and the SN beside it. */
function beside(
  label: { width: number; height: number },
  code: 'qr' | 'data-matrix',
  left = 0,
  prefix = '',
): LabelElement[] {
  const drift = 1;
  const side = label.height - 2 * drift;
  const x = left + drift + side;
  const width = label.width - 2 * drift - side;
  const fontSize = Math.min(2.6, side * 0.2);
  const box = { x: left + drift, y: drift, width: side, height: side };
  const payload = { kind: 'own' } as const;
  return [
    code === 'qr'
      ? { id: `${prefix}code`, ...box, kind: 'qr', payload, level: 'M' }
      : { id: `${prefix}code`, ...box, kind: 'data-matrix', payload },
    {
      id: `${prefix}name`,
      ...{ x, y: drift, width, height: side / 2 },
      kind: 'text',
      text: '{groupName}',
      fontSize,
      align: 'left',
      overflow: 'shorten',
    },
    {
      id: `${prefix}sn`,
      ...{ x, y: drift + side / 2, width, height: side / 2 },
      kind: 'text',
      text: '{deviceSn}',
      fontSize,
      align: 'left',
      overflow: 'wrap',
    },
  ];
}

const small = { width: 25.4, height: 10 };
const tag = { width: 50, height: 30 };

/** Built-in templates are version 1 and never change; people change copies of them. */
export const papers: readonly LabelDesign[] = [
  automatic('l7651', 'L7651 (A4, 65 × 38.1 × 21.2 mm)', sheets.l7651),
  placed(
    'l4731',
    'L4731 (A4, 189 × 25.4 × 10 mm)',
    sheets.l4731,
    laser,
    beside(small, 'data-matrix'),
  ),
  placed(
    'l8658',
    '8658 (A4, 189 × 25.4 × 10 mm)',
    sheets.l8658,
    laser,
    beside(small, 'data-matrix'),
  ),
  automatic('l4770', 'L4770 (A4, 40 × 45.7 × 25.4 mm)', sheets.l4770),
  placed(
    'l4732',
    'L4732 (A4, 80 × 35.6 × 16.9 mm)',
    sheets.l4732,
    laser,
    beside({ width: 35.6, height: 16.9 }, 'qr'),
  ),
  automatic('l7160', 'L7160 (A4, 21 × 63.5 × 38.1 mm)', sheets.l7160),
  automatic('l6009', 'L6009 (A4, 48 × 45.7 × 21.2 mm)', sheets.l6009),
  automatic('us-5160', '5160 (Letter, 30 × 66.7 × 25.4 mm)', sheets.us5160),
  placed(
    'us-5167',
    '5167 (Letter, 80 × 44.5 × 12.7 mm)',
    sheets.us5167,
    laser,
    beside({ width: 44.45, height: 12.7 }, 'qr'),
  ),
  automatic('roll-50x30', 'Roll 50 × 30 mm', roll(50, 30), thermal),
  placed(
    'roll-40x20',
    'Roll 40 × 20 mm',
    roll(40, 20),
    thermal,
    beside({ width: 40, height: 20 }, 'data-matrix'),
  ),
  automatic('roll-38x25', 'Roll 38 × 25 mm', roll(38, 25), thermal),
  automatic('roll-100x50', 'Roll 100 × 50 mm', roll(100, 50), thermal),
  placed(
    'tag-100x30',
    'Tag 100 × 30 mm (unit + box)',
    roll(100, 30),
    thermal,
    [...beside(tag, 'qr', 0, 'unit-'), ...beside(tag, 'qr', 50, 'box-')],
    [
      { name: 'unit', x: 0, y: 0, ...tag },
      { name: 'box', x: 50, y: 0, ...tag },
    ],
  ),
];

/** The built-in template of that id, or `template-unknown` with the ids there are. */
export function findDesign(id: string, version = 1): Result<LabelDesign> {
  const found = papers.find((design) => design.id === id && design.version === version);
  const known = papers.map((design) => design.id).join(', ');
  return found ? ok(found) : fail('template-unknown', { template: id, known });
}

/** What lists show of a template. */
export const designInfo = ({ id, name, paper }: LabelDesign): TemplateInfo => ({
  id,
  name,
  ...paper.label,
  perPage: labelsPerPage(paper),
});
