import type { LabelRecord } from '../../models/label.ts';
import type { LabelDesign, LabelElement } from '../../models/label-design.ts';
import { dotOf } from '../draw/dots.ts';
import { encodePayloadSpec, isGs1 } from '../payloads/payloads.ts';
import { qrLevels } from '../qr/tables.ts';
import { areaOf, keptIn, safeAreas } from '../reach.ts';
import { checkDesign } from './check-design.ts';
import { type CodeAsked, type Fit, fitCode } from './fit.ts';

/** Dots more a module that are looked at; one less, too, for a stronger level in the same place. */
const more = 2;

/**
 * The same label with one of its codes at a stronger level, larger, or both, what changes least first; only where it
 * has room and nothing is refused under `record`.
 */
export function strongerDesigns(
  design: LabelDesign,
  id: string,
  record: LabelRecord,
): LabelDesign[] {
  const element = design.elements.find((each) => each.id === id);
  if (!element || !('payload' in element)) return [];
  const text = encodePayloadSpec(element.payload, record);
  if (!text.ok) return [];
  const level = element.kind === 'qr' ? element.level : 'M';
  const { width, height } = element;
  const asked: CodeAsked = {
    symbology: element.kind,
    text: text.value,
    level,
    gs1: isGs1(element.payload),
    room: { width, height },
    target: design.target,
  };
  const now = fitCode(asked);
  if (!now || now.dots === 0) return [];
  const levels = element.kind === 'qr' ? qrLevels.slice(qrLevels.indexOf(level)) : [level];
  const area = areaOf(element, safeAreas(design));
  return Array.from({ length: more + 2 }, (_, dots) => now.dots - 1 + dots)
    .flatMap((dots) => levels.map((each) => ({ dots, level: each })))
    .flatMap((wish) => {
      if (wish.dots <= now.dots && wish.level === level) return [];
      const side = sideFor(asked, wish);
      if (!side || side.width > area.width || side.height > area.height) return [];
      const place = keptIn({ x: element.x, y: element.y, ...largest(side, element) }, area);
      const changed = {
        ...element,
        ...place,
        ...(element.kind === 'qr' ? { level: wish.level } : {}),
      };
      return [withElement(design, changed as LabelElement)];
    })
    .filter((each) => checkDesign(each, record).every(({ weight }) => weight !== 'refused'));
}

type Side = Pick<CodeAsked['room'], 'width' | 'height'>;

/** Never smaller than it is. */
const largest = (a: Side, b: Side): Side => ({
  width: Math.max(a.width, b.width),
  height: Math.max(a.height, b.height),
});

/** Room for so many dots a module, in tenths of a millimetre. */
function sideFor(
  asked: CodeAsked,
  { dots, level }: { dots: number; level: CodeAsked['level'] },
): Side | null {
  const fit: Fit | null = fitCode({ ...asked, level });
  if (!fit) return null;
  const tenths = (length: number) => Math.ceil(length * 10 - 1e-6) / 10;
  const module = dots * dotOf(asked.target);
  const width = tenths(fit.modules.width * module);
  if (asked.symbology !== 'code128') return { width, height: tenths(fit.modules.height * module) };
  return { width, height: asked.room.height };
}

const withElement = (design: LabelDesign, changed: LabelElement): LabelDesign => ({
  ...design,
  elements: design.elements.map((element) => (element.id === changed.id ? changed : element)),
});
