import type { Verdict } from '../../shared/models/read.ts';
import type { ShapeKind } from '../common/shape.tsx';

export type Tone = Verdict['verdict'];

export const toneShape: Record<Tone, ShapeKind> = {
  accepted: 'ok',
  seen: 'repeat',
  refused: 'bad',
};
export const toneInk: Record<Tone, string> = {
  accepted: 'ink-ok',
  seen: 'ink-warn',
  refused: 'ink-bad',
};
