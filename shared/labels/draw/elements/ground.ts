import type { LabelRecord } from '../../../models/label.ts';
import type { LabelElement } from '../../../models/label-design.ts';
import { fail, type Result } from '../../../problems.ts';
import type { Point } from '../../paper.ts';
import type { Measure } from '../../text.ts';
import type { Mark } from '../drawing.ts';

/** The letters that labels are set in. */
export interface Letters {
  measure: Measure;
  /** Throws a `ProblemError` for a text with a character that the font cannot show. */
  check?(text: string): void;
}

/** An element, ready to be drawn for records; `corner`: where the label lies on its page. */
export type ElementDrawer = (record: LabelRecord, corner: Point) => Result<Mark[]>;

export type ElementOf<K extends LabelElement['kind']> = Extract<LabelElement, { kind: K }>;

export const tooSmall = (element: { id: string }, { deviceSn }: LabelRecord) =>
  fail('label-element-too-small', { element: element.id, deviceSn });
