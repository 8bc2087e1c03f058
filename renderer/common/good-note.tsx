import type { ReactNode } from 'react';
import styles from './common.module.css';
import { Shape } from './shape.tsx';

/** Something went well, said where it was asked for. */
export function GoodNote({ children }: { children: ReactNode }) {
  return (
    <output className={styles.good}>
      <Shape kind="ok" size={22} className="ink-ok" />
      <div>{children}</div>
    </output>
  );
}
