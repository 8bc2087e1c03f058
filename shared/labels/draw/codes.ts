import type { QrSymbol } from '../qr/encode.ts';
import { qrLevels } from '../qr/tables.ts';
import type { ModulesMark } from './drawing.ts';

/** A QR code as a mark: its first module's corner at `x`, `y`, the side of one `module`. */
export const qrMark = (
  code: QrSymbol,
  text: string,
  { x, y, module }: { x: number; y: number; module: number },
): ModulesMark => ({
  kind: 'modules',
  symbology: 'qr',
  x,
  y,
  module,
  columns: code.size,
  rows: code.size,
  isDark: code.isDark,
  packed: { bits: code.rows, family: familyOf(code) },
  text,
});

const familyOf = ({ version, level, mask }: QrSymbol): number =>
  (version * qrLevels.length + qrLevels.indexOf(level)) * 8 + mask;
