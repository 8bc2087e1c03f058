import type { LabelDesign } from '../../shared/models/label-design.ts';
import type { PrinterSettings } from '../../shared/models/printer.ts';

/** A design as a label printer prints it: its codes are fitted to the dots of that head, whatever it was drawn for. */
export const designFor = (design: LabelDesign, { dpi }: PrinterSettings): LabelDesign => ({
  ...design,
  target: { head: 'thermal', dpi },
});
