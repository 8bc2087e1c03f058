import { Modal } from '@mantine/core';
import type { ScreenWord } from '../../resources/languages/en.ts';
import { screens } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './help.module.css';

const others: [string[], ScreenWord][] = [
  [['F2'], 'keys.type'],
  [['F4'], 'keys.camera'],
  [['F6'], 'keys.ask'],
  [['F7'], 'keys.next'],
  [['F8'], 'keys.pause'],
  [['F9'], 'keys.finish'],
  [['/'], 'keys.search'],
  [['↑', '↓'], 'keys.rows'],
  [['Space'], 'keys.select'],
  [['Shift', '↑', '↓'], 'keys.range'],
  [['Enter'], 'keys.enter'],
  [['Esc'], 'keys.escape'],
  [['Tab'], 'keys.tab'],
  [['?'], 'keys.help'],
];

export function Help({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { w } = useWords();
  const rows = [
    ...screens.map((screen, index) => ({
      keys: ['Alt', String(index + 1)],
      text: w(`nav.${screen}`),
    })),
    ...others.map(([keys, word]) => ({ keys, text: w(word) })),
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      <dl className={styles.keys}>
        {rows.map(({ keys, text }) => (
          <div key={keys.join(' ')}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{w('keys.wedge')}</p>
    </Modal>
  );
}
