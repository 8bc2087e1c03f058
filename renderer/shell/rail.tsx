import { UnstyledButton } from '@mantine/core';
import {
  IconBarcode,
  IconCloudUp,
  IconCpu,
  IconFileImport,
  IconKeyboard,
  IconSettings,
  IconStack2,
  IconTags,
} from '@tabler/icons-react';
import { type Screen, screens, useRoute } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './shell.module.css';

const icons: Record<Screen, typeof IconBarcode> = {
  scan: IconBarcode,
  devices: IconCpu,
  groups: IconStack2,
  labels: IconTags,
  import: IconFileImport,
  sync: IconCloudUp,
  settings: IconSettings,
};

/** The way to every screen, each with the key that opens it. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { w } = useWords();
  const route = useRoute();
  return (
    <nav className={styles.rail} aria-label={w('nav.title')}>
      {screens.map((screen, index) => {
        const Icon = icons[screen];
        return (
          <a
            key={screen}
            href={`#/${screen}`}
            className={styles.place}
            aria-current={route.screen === screen ? 'page' : undefined}
            aria-keyshortcuts={`Alt+${index + 1}`}
          >
            <Icon size={28} stroke={1.8} aria-hidden="true" />
            <span>{w(`nav.${screen}`)}</span>
            <kbd>Alt {index + 1}</kbd>
          </a>
        );
      })}
      <span className={styles.railGap} />
      <UnstyledButton className={styles.place} onClick={onHelp} aria-keyshortcuts="?">
        <IconKeyboard size={24} stroke={1.8} aria-hidden="true" />
        <span>{w('nav.keys')}</span>
        <kbd>?</kbd>
      </UnstyledButton>
    </nav>
  );
}
