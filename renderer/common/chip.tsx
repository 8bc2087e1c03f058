import type { ReactNode } from 'react';
import styles from './common.module.css';
import { Shape, type ShapeKind } from './shape.tsx';

const inks: Record<ShapeKind, string> = {
  ok: 'ink-ok',
  repeat: 'ink-warn',
  bad: 'ink-bad',
  warn: 'ink-warn',
  off: 'ink-off',
  busy: styles['inkBusy'] ?? '',
  again: 'ink-bad',
  other: 'ink-bad',
  pause: 'ink-warn',
  note: 'ink-off',
};

/** A status in one word: shape, colour, word. */
export function Chip({ kind, children }: { kind: ShapeKind; children: ReactNode }) {
  return (
    <span className={`${styles.chip} ${inks[kind]}`}>
      <Shape kind={kind} size={16} />
      {children}
    </span>
  );
}
