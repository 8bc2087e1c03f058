/** Rectangles on a label, millimetres. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Hundredths of a millimetre: finer than any printer, and numbers that people can read. */
export const tidy = (length: number): number => Math.round(length * 100) / 100;

export const tidyBox = ({ x, y, width, height }: Box): Box => ({
  x: tidy(x),
  y: tidy(y),
  width: tidy(width),
  height: tidy(height),
});

const between = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, Math.max(low, high)));

/** Moved, and made smaller where there is no other way, until it lies inside. */
export function keptIn(box: Box, area: Box): Box {
  const width = Math.min(box.width, area.width);
  const height = Math.min(box.height, area.height);
  return {
    x: between(box.x, area.x, area.x + area.width - width),
    y: between(box.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

const gap = (box: Box, area: Box): number => {
  const x = box.x + box.width / 2 - area.x - area.width / 2;
  const y = box.y + box.height / 2 - area.y - area.height / 2;
  return Math.hypot(x, y);
};

/** The area that it lies in most: of a tag, the part whose middle is nearest. */
export const areaOf = (box: Box, areas: readonly Box[]): Box =>
  areas.reduce((best, area) => (gap(box, area) < gap(box, best) ? area : best));
