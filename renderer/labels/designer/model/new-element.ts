import { safeAreas } from '../../../../shared/labels/reach.ts';
import type {
  ElementKind,
  LabelDesign,
  LabelElement,
} from '../../../../shared/models/label-design.ts';

export const elementKinds = [
  'qr',
  'data-matrix',
  'code128',
  'text',
  'micro-sn',
  'icon',
  'image',
  'line',
  'box',
] as const satisfies readonly ElementKind[];

/** One black pixel, until somebody chooses a picture. */
export const emptyPicture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

/** An element of that kind in a size that suits the label, in the middle of it. */
export function newElement(kind: ElementKind, design: LabelDesign): LabelElement {
  const [area] = safeAreas(design);
  const { x, y, width, height } = area ?? { x: 0, y: 0, ...design.paper.label };
  const side = Math.round(Math.min(width, height) * 1.2) / 2;
  const centred = (wide: number, high: number) => ({
    id: kind,
    x: x + (width - wide) / 2,
    y: y + (height - high) / 2,
    width: wide,
    height: high,
  });
  const wide = Math.round(width * 1.2) / 2;
  const line = Math.min(4, height / 4);
  switch (kind) {
    case 'qr':
      return { ...centred(side, side), kind, payload: { kind: 'own' }, level: 'M' };
    case 'data-matrix':
      return { ...centred(side, side), kind, payload: { kind: 'own' } };
    case 'code128':
      return { ...centred(Math.round(width), Math.min(8, height)), kind, payload: { kind: 'sn' } };
    case 'text': {
      const about = { fontSize: 2.5, align: 'left', overflow: 'shrink' } as const;
      return { ...centred(wide, line), kind, text: '{groupName}', ...about };
    }
    case 'micro-sn':
      return { ...centred(wide, line), kind, smallest: 1.05 };
    case 'icon':
      return { ...centred(Math.min(6, side), Math.min(6, side)), kind, icon: 'ce' };
    case 'image':
      return { ...centred(side, side), kind, png: emptyPicture };
    case 'line':
      return { ...centred(wide, 0), kind, thickness: 0.25 };
    case 'box':
      return { ...centred(wide, side), kind, thickness: 0.25, radius: 0 };
  }
}
