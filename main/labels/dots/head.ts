import { dotsPerMm, nearestDot } from '../../../shared/labels/draw/dots.ts';

/** A print head and where the paper lies under it. */
export interface Head {
  dotsPerMm: number;
  /** Whole dots from the head's first one to the label's left edge, and down to its upper one. */
  offset: { x: number; y: number };
}

/** `offset` in millimetres, as the calibration page found it. */
export function headOf(dpi: number, offset: { x: number; y: number } = { x: 0, y: 0 }): Head {
  const scale = dotsPerMm(dpi);
  return {
    dotsPerMm: scale,
    offset: { x: nearestDot(offset.x * scale), y: nearestDot(offset.y * scale) },
  };
}
