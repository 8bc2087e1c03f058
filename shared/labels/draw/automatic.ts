import type { LabelRecord } from '../../models/label.ts';
import type { LabelDesign } from '../../models/label-design.ts';
import { fail, ok, type Result } from '../../problems.ts';
import { type LabelSetting, type PlacedLine, placeLabel, type TextSizes } from '../layout.ts';
import type { Point } from '../paper.ts';
import { encodePayload } from '../payload.ts';
import { encodeQr } from '../qr/encode.ts';
import type { Measure } from '../text.ts';
import { qrMark } from './codes.ts';
import { dotOf, leastMatrixDots, type Target } from './dots.ts';
import type { Mark } from './drawing.ts';

/** How an automatic template sets its labels. */
export const settingOf = (design: LabelDesign): LabelSetting => ({
  label: design.paper.label,
  drift: design.drift,
  module: moduleOf(design.target),
  text: textOf(design),
});

/**
 * Sheets: whole dots on every office printer (300, 600, 1200 dpi) and whole pixels where a page is scanned or drawn
 * at 150 or 300 dpi, which is what makes all 65 codes of a page readable at once.
 */
const everyOffice = { step: 25.4 / 150, least: 2 };

const moduleOf = (target: Target): LabelSetting['module'] =>
  target.head === 'laser' ? everyOffice : { step: dotOf(target), least: leastMatrixDots(target) };

/** Sizes for labels of that height, growing and shrinking with others; what can just be read does not shrink. */
const laserText = {
  height: 21.2,
  titleBelow: 2,
  titleBeside: 2,
  sn: { largest: 2.2, readable: 1.7, smallest: 1.05 },
};
const thermalText = {
  height: 30,
  titleBelow: 2.6,
  titleBeside: 2.6,
  sn: { largest: 3, readable: 2.2, smallest: 1.6 },
};

function textOf({ paper, target }: LabelDesign): TextSizes {
  const { height, ...base } = target.head === 'laser' ? laserText : thermalText;
  const scale = Math.min(1.8, Math.max(0.8, paper.label.height / height));
  return {
    titleBelow: base.titleBelow * scale,
    titleBeside: base.titleBeside * scale,
    sn: {
      largest: base.sn.largest * scale,
      readable: Math.min(base.sn.largest * scale, base.sn.readable),
      smallest: base.sn.smallest,
    },
  };
}

/** The marks of one label: the code (`own`, level M), the title and the SN. */
export function automaticMarks(
  setting: LabelSetting,
  record: LabelRecord,
  measure: Measure,
  corner: Point,
): Result<Mark[]> {
  const { deviceSn, title } = record;
  const text = encodePayload(record);
  const code = encodeQr(text, 'M');
  if (!code) return fail('label-does-not-fit', { deviceSn });
  const made = placeLabel(setting, corner, { title, deviceSn, modules: code.size }, measure);
  if (!made.ok) return made;
  const label = made.value;
  const marks: Mark[] = [qrMark(code, text, label.code)];
  for (const line of label.title) marks.push(textMark(line));
  const wrapped = label.sn.length > 1;
  for (const [at, line] of label.sn.entries()) {
    marks.push(wrapped && at === 0 ? { ...textMark(line), whole: deviceSn } : textMark(line));
  }
  return ok(marks);
}

const textMark = (line: PlacedLine) => ({ kind: 'text' as const, ...line });
