import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';

/** A roll label of 50 × 30 mm with a code, its SN and a text. */
export const sampleDesign: LabelDesign = labelDesignSchema.parse({
  id: 'own-1',
  version: 1,
  name: 'Inverter front',
  paper: { form: 'roll', label: { width: 50, height: 30 } },
  target: { head: 'thermal', dpi: 203 },
  layout: 'placed',
  elements: [
    {
      id: 'code',
      kind: 'qr',
      x: 2,
      y: 2,
      width: 20,
      height: 20,
      payload: { kind: 'own' },
      level: 'M',
    },
    { id: 'sn', kind: 'micro-sn', x: 2, y: 23, width: 46, height: 4 },
    {
      id: 'title',
      kind: 'text',
      x: 24,
      y: 3,
      width: 24,
      height: 5,
      text: '{groupName}',
      fontSize: 3,
    },
  ],
});
