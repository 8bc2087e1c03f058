import type { ReactNode } from 'react';
import styles from './common.module.css';

interface Props {
  title: string;
  hint?: string;
  actions?: ReactNode;
  /** A page that is reached from another one takes the focus, so that keys and screen readers go on there. */
  arrives?: boolean;
  children: ReactNode;
}

const focusOnArrival = (heading: HTMLElement | null) => heading?.focus({ preventScroll: true });

/** A screen's frame: its name, what can be done here, and a body that fills what is left. */
export function Page({ title, hint, actions, arrives, children }: Props) {
  return (
    <section className={styles.page} aria-labelledby="page-title">
      <header className={styles.head}>
        <div className={styles.heading}>
          <h1 id="page-title" {...(arrives && { tabIndex: -1, ref: focusOnArrival })}>
            {title}
          </h1>
          {hint && <p>{hint}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

export function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={styles.card}>
      {title && <h2 className={styles.cardTitle}>{title}</h2>}
      {children}
    </section>
  );
}

/** What a list says when there is nothing in it: why, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children}
    </div>
  );
}
