import { code128 } from '../../shared/labels/code128.ts';
import type { Drawing, Mark, PathStep } from '../../shared/labels/draw/drawing.ts';
import { encodeQr } from '../../shared/labels/qr/encode.ts';

/** Drawings by hand, for writers that take any. Lengths in millimetres. */

export function qrMark(text: string, at: { x: number; y: number; module: number }): Mark {
  const code = encodeQr(text, 'M');
  if (!code) throw new Error('too long for a QR code');
  const { size, isDark } = code;
  return { kind: 'modules', symbology: 'qr', ...at, columns: size, rows: size, isDark, text };
}

export function barsMark(text: string, at: { x: number; y: number; module: number }): Mark {
  const widths = code128(text);
  if (!widths) throw new Error('not for Code 128');
  return { kind: 'bars', ...at, height: 6, widths, text };
}

export const textMark = (
  text: string,
  at: { x: number; baseline: number; size: number },
): Mark => ({
  kind: 'text',
  ...at,
  text,
});

/** A crossed circle, more or less: curves, a hole, two crossing parts. */
export function iconMark(x: number, y: number, side: number): Mark {
  const at = (right: number, down: number) => [x + right * side, y + down * side] as const;
  const ring = (radius: number, k: number): PathStep[] => {
    const point = (right: number, down: number) => at(0.5 + right * radius, 0.5 + down * radius);
    return [
      ['M', ...point(1, 0)],
      ['C', ...point(1, k), ...point(k * k + 0.25, 1), ...point(0, 1)],
      ['C', ...point(-k, 1), ...point(-1, k), ...point(-1, 0)],
      ['C', ...point(-1, -k), ...point(-k, -1), ...point(0, -1)],
      ['C', ...point(k, -1), ...point(1, -k), ...point(1, 0)],
      ['Z'],
    ];
  };
  return { kind: 'shape', path: ring(0.5, 0.55) };
}

/** A label of 50 x 30 mm as a plant prints it: code, title, SN, a rule, a frame and an icon. */
export function plantLabel(deviceSn: string, title = 'Inverter 5 kW'): Drawing {
  return {
    width: 50,
    height: 30,
    marks: [
      { kind: 'frame', x: 0.5, y: 0.5, width: 49, height: 29, thickness: 0.25, radius: 0 },
      qrMark(`LS:INV-5K/${deviceSn}`, { x: 4, y: 4, module: 0.5 }),
      { kind: 'rectangle', x: 24, y: 13, width: 23, height: 0.25 },
      textMark(title, { x: 24, baseline: 8, size: 3 }),
      textMark(deviceSn, { x: 24, baseline: 12, size: 2.5 }),
      iconMark(38, 15, 8),
      textMark(deviceSn, { x: 24, baseline: 27, size: 1.05 }),
    ],
  };
}
