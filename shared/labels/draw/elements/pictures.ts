import { fail, ok, type Result } from '../../../problems.ts';
import type { PathStep } from '../drawing.ts';
import { icons } from '../icons/icons.ts';
import { polygonPath } from '../shapes.ts';
import type { ElementDrawer, ElementOf } from './ground.ts';
import { readPng } from './png.ts';

/** As large as fits, in the middle. */
function fitInto(
  box: { x: number; y: number; width: number; height: number },
  picture: { width: number; height: number },
) {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
    scale,
  };
}

export function prepareImage(element: ElementOf<'image'>): Result<ElementDrawer> {
  const image = readPng(element.png);
  if (typeof image === 'string') {
    return fail('label-image-wrong', { element: element.id, detail: image });
  }
  const { columns, rows, bits } = image;
  const { x, y, width, height } = fitInto(element, { width: columns, height: rows });
  const mark = { kind: 'bitmap' as const, x, y, width, height, columns, rows, bits };
  return ok(() => ok([mark]));
}

export function prepareIcon(element: ElementOf<'icon'>): Result<ElementDrawer> {
  const icon = icons[element.icon]();
  const { x, y, scale } = fitInto(element, icon);
  const path = icon.path.map(
    ([kind, ...lengths]) =>
      [
        kind,
        ...lengths.map((length, at) => (at % 2 === 0 ? x : y) + length * scale),
      ] as unknown as PathStep,
  );
  const mark = { kind: 'shape' as const, path };
  return ok(() => ok([mark]));
}

export function prepareLine(element: ElementOf<'line'>): Result<ElementDrawer> {
  const { x, y, width, height, thickness } = element;
  if (width === 0 || height === 0) {
    const mark = {
      kind: 'rectangle' as const,
      x: width === 0 ? x - thickness / 2 : x,
      y: height === 0 ? y - thickness / 2 : y,
      width: width === 0 ? thickness : width,
      height: height === 0 ? thickness : height,
    };
    return ok(() => ok([mark]));
  }
  const half = thickness / 2 / Math.hypot(width, height);
  const [over, along] = [height * half, width * half];
  const path = polygonPath([
    [x + over, y - along],
    [x + width + over, y + height - along],
    [x + width - over, y + height + along],
    [x - over, y + along],
  ]);
  const mark = { kind: 'shape' as const, path };
  return ok(() => ok([mark]));
}

export function prepareBox(element: ElementOf<'box'>): Result<ElementDrawer> {
  const { x, y, width, height, radius } = element;
  const thickness = Math.min(element.thickness, width / 2, height / 2);
  const mark = { kind: 'frame' as const, x, y, width, height, thickness, radius };
  return ok(() => ok([mark]));
}
