import type { LabelElement } from '../../../models/label-design.ts';
import type { Result } from '../../../problems.ts';
import type { Target } from '../dots.ts';
import { prepareBars, prepareDataMatrix, prepareQr } from './codes.ts';
import type { ElementDrawer, Letters } from './ground.ts';
import { prepareBox, prepareIcon, prepareImage, prepareLine } from './pictures.ts';
import { prepareMicroSn, prepareText } from './texts.ts';

/** Reads an element once; problems are those that no record would heal. */
export function prepareElement(
  element: LabelElement,
  target: Target,
  letters: Letters,
): Result<ElementDrawer> {
  switch (element.kind) {
    case 'qr':
      return prepareQr(element, target);
    case 'data-matrix':
      return prepareDataMatrix(element, target);
    case 'code128':
      return prepareBars(element, target);
    case 'text':
      return prepareText(element, target, letters);
    case 'micro-sn':
      return prepareMicroSn(element, letters);
    case 'image':
      return prepareImage(element);
    case 'icon':
      return prepareIcon(element);
    case 'line':
      return prepareLine(element);
    case 'box':
      return prepareBox(element);
  }
}
