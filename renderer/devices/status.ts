import type { Device } from '../../shared/models/device.ts';
import type { ShapeKind } from '../common/shape.tsx';

export const statusShape: Record<Device['status'], ShapeKind> = {
  registered: 'busy',
  created: 'ok',
  allocated: 'ok',
  parked: 'warn',
};

export const labelShape: Record<Device['labelState'], ShapeKind> = {
  none: 'off',
  pending: 'busy',
  printed: 'ok',
  failed: 'bad',
};
