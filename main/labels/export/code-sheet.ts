import {
  type LabelDesign,
  labelDesignSchema,
  type PayloadSpec,
} from '../../../shared/models/label-design.ts';

/** An A4 page of 4 by 6 codes, each with its SN below. */
export const codeSheet = (payload: PayloadSpec): LabelDesign =>
  labelDesignSchema.parse({
    id: 'code-sheet',
    version: 1,
    name: 'QR codes',
    paper: {
      form: 'sheet',
      page: { width: 210, height: 297 },
      label: { width: 45, height: 45 },
      columns: 4,
      rows: 6,
      origin: { x: 10, y: 10 },
      pitch: { x: 48, y: 46 },
    },
    target: { head: 'laser', dpi: 600 },
    layout: 'placed',
    elements: [
      { id: 'code', kind: 'qr', x: 6, y: 1, width: 33, height: 33, payload, level: 'M' },
      { id: 'sn', kind: 'micro-sn', x: 2, y: 35, width: 41, height: 8 },
    ],
  });
