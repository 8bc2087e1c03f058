import type { LabelRecord } from '../../../models/label.ts';
import { ok, type Result } from '../../../problems.ts';
import { fieldsIn, fillFieldText, parseFieldText } from '../../fields.ts';
import {
  ascent,
  fitShortened,
  fitWhole,
  fitWrapped,
  lineHeight,
  type Measure,
  type TextBlock,
} from '../../text.ts';
import { smallestText, type Target } from '../dots.ts';
import type { TextMark } from '../drawing.ts';
import { type ElementDrawer, type ElementOf, type Letters, tooSmall } from './ground.ts';

/** One that is shrunk goes no smaller before it is wrapped: parts of its own size. */
const readable = 0.7;

export function prepareText(
  element: ElementOf<'text'>,
  target: Target,
  letters: Letters,
): Result<ElementDrawer> {
  const text = parseFieldText(element.text);
  if (!text.ok) return text;
  // An SN is never shortened, whatever the template says.
  const whole = fieldsIn(text.value).includes('deviceSn');
  const smallest = Math.min(element.fontSize, smallestText(target));
  return ok((record) => {
    const said = fillFieldText(text.value, record);
    letters.check?.(said);
    if (said === '') return ok([]);
    const block = fitted(element, said, whole, smallest, letters.measure);
    return block
      ? ok(linesOf(element, block, letters.measure, whole ? said : null))
      : tooSmall(element, record);
  });
}

export function prepareMicroSn(
  element: ElementOf<'micro-sn'>,
  letters: Letters,
): Result<ElementDrawer> {
  const { smallest, height } = element;
  const size = { largest: Math.max(smallest, height / lineHeight), readable: smallest, smallest };
  return ok((record: LabelRecord) => {
    letters.check?.(record.deviceSn);
    const block = fitWhole(record.deviceSn, element, size, letters.measure);
    if (!block) return tooSmall(element, record);
    return ok(linesOf({ ...element, align: 'left' }, block, letters.measure, record.deviceSn));
  });
}

function fitted(
  element: ElementOf<'text'>,
  text: string,
  whole: boolean,
  smallest: number,
  measure: Measure,
): TextBlock | null {
  const { width, height, fontSize, overflow } = element;
  const high = height / lineHeight;
  const size = { largest: fontSize, readable: fontSize * readable, smallest };
  if (overflow === 'refuse') {
    const fits = fontSize <= high && measure(text, fontSize) <= width;
    return fits ? { lines: [text], size: fontSize } : null;
  }
  if (whole) return fitWhole(text, element, size, measure);
  if (overflow === 'shrink') {
    const fits = Math.min(fontSize, high, width / measure(text, 1));
    return fits >= smallest ? { lines: [text], size: fits } : null;
  }
  if (overflow === 'wrap')
    return fitWrapped(text, element, { largest: fontSize, smallest }, measure);
  const reduced = Math.min(fontSize, high);
  if (reduced < smallest) return null;
  const lines = Math.max(1, Math.floor(high / reduced + 1e-6));
  const block = fitShortened(text, width, reduced, lines, measure);
  return block.lines.every((line) => measure(line, block.size) <= width) ? block : null;
}

function linesOf(
  box: { x: number; y: number; width: number; align: 'left' | 'center' | 'right' },
  { lines, size }: TextBlock,
  measure: Measure,
  whole: string | null,
): TextMark[] {
  const free = { left: 0, center: 0.5, right: 1 }[box.align];
  return lines.map((text, at) => ({
    kind: 'text',
    x: free === 0 ? box.x : box.x + free * (box.width - measure(text, size)),
    baseline: box.y + (at * lineHeight + ascent) * size,
    size,
    text,
    ...(whole !== null && at === 0 && lines.length > 1 ? { whole } : {}),
  }));
}
