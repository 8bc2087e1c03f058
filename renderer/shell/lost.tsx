import { Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useWords } from '../words.tsx';
import styles from './lost.module.css';

/** Over everything while the station cannot be heard: what is on screen may no longer be true. */
export function Lost() {
  const { w } = useWords();
  return (
    <div className={styles.cover} role="alertdialog" aria-modal="true" aria-labelledby="lost-title">
      <div className={styles.box}>
        <IconPlugConnectedX size={72} stroke={1.6} className="ink-bad" aria-hidden="true" />
        <h1 id="lost-title">{w('lost.title')}</h1>
        <p>{w('lost.stop')}</p>
        <ul>
          <li>{w('lost.start')}</li>
          <li>{w('lost.address')}</li>
        </ul>
        <p className={styles.trying}>
          <Loader size="sm" type="dots" aria-hidden="true" /> {w('lost.trying')}
        </p>
      </div>
    </div>
  );
}
