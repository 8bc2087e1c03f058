import { safeAreas } from '../../../../shared/labels/reach.ts';
import type { LabelDesign, LabelElement } from '../../../../shared/models/label-design.ts';
import { tidyBox } from './boxes.ts';

/** What an automatic label shows, as elements that can be moved: the code at the left, name and SN beside it. */
export function placeByHand(design: LabelDesign): LabelDesign {
  const elements = safeAreas(design).flatMap((area, part): LabelElement[] => {
    const { x, y, width, height } = area;
    const side = Math.min(height, width * 0.6);
    const id = (name: string) => (part === 0 ? name : `${name}-${part + 1}`);
    const beside = (top: number, share: number) =>
      tidyBox({ x: x + side, y: y + top * height, width: width - side, height: share * height });
    const fontSize = Math.round(Math.min(3, height / 6) * 10) / 10;
    const text = { kind: 'text', fontSize, align: 'left' } as const;
    return [
      {
        id: id('code'),
        ...tidyBox({ x, y: y + (height - side) / 2, width: side, height: side }),
        kind: 'qr',
        payload: { kind: 'own' },
        level: 'M',
      },
      { id: id('name'), ...beside(0.1, 0.35), ...text, text: '{groupName}', overflow: 'shorten' },
      { id: id('sn'), ...beside(0.5, 0.4), ...text, text: '{deviceSn}', overflow: 'wrap' },
    ];
  });
  return { ...design, layout: 'placed', elements };
}
