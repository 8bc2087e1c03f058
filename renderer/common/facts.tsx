import type { ReactNode } from 'react';
import styles from './common.module.css';

export interface Fact {
  name: string;
  value: ReactNode;
  mono?: boolean;
}

/** Names and values, one a row. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, mono }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={mono ? 'mono' : undefined}>{value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
