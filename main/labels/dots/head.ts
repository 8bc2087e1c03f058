/** A print head and where the paper lies under it. */
export interface Head {
  dotsPerMm: number;
  /** Whole dots from the head's first one to the label's left edge, and down to its upper one. */
  offset: { x: number; y: number };
}

/** What makers call 203 dpi is 8 dots a millimetre. */
export const dotsPerMm = (dpi: number): number => (dpi === 203 ? 8 : dpi / 25.4);

/** `offset` in millimetres, as the calibration page found it. */
export function headOf(dpi: number, offset: { x: number; y: number } = { x: 0, y: 0 }): Head {
  const scale = dotsPerMm(dpi);
  return {
    dotsPerMm: scale,
    offset: { x: nearest(offset.x * scale), y: nearest(offset.y * scale) },
  };
}

/** What lies half way goes up, whatever floating point makes of it. */
export const nearest = (dots: number): number => Math.floor(dots + 0.5 + 1e-6);
