import { safeAreas } from '../../../../shared/labels/reach.ts';
import type { LabelDesign } from '../../../../shared/models/label-design.ts';
import type { DesignFault } from '../../../../shared/models/template.ts';
import { areaOf, keptIn, tidyBox } from './boxes.ts';
import { boxOf, change, elementOf } from './document.ts';

/** A way out of what is wrong that one press can take. */
export interface Fix {
  word: 'design.fix.inside' | 'design.fix.larger' | 'design.fix.level' | 'design.fix.shrink';
  apply: (design: LabelDesign) => LabelDesign;
}

const levels = ['L', 'M', 'Q', 'H'] as const;

export function fixOf({ element: id, problem }: DesignFault, design: LabelDesign): Fix | null {
  const element = elementOf(design, id);
  if (!element) return null;
  const box = boxOf(element);
  const area = areaOf(box, safeAreas(design));
  switch (problem.code) {
    case 'template-element-outside':
      return {
        word: 'design.fix.inside',
        apply: (now) => change(now, element.id, tidyBox(keptIn(box, area))),
      };
    case 'template-element-flat': {
      const larger = { ...box, width: Math.max(1, box.width), height: Math.max(1, box.height) };
      return {
        word: 'design.fix.larger',
        apply: (now) => change(now, element.id, keptIn(larger, area)),
      };
    }
    case 'label-does-not-fit':
    case 'label-element-too-small': {
      if (element.kind === 'qr' && element.level !== 'L') {
        const level = levels[levels.indexOf(element.level) - 1];
        return {
          word: 'design.fix.level',
          apply: (now) => change(now, element.id, { level }),
        };
      }
      if (element.kind === 'text' && element.overflow === 'refuse') {
        return {
          word: 'design.fix.shrink',
          apply: (now) => change(now, element.id, { overflow: 'shrink' }),
        };
      }
      return null;
    }
    default:
      return null;
  }
}
