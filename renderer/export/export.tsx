import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Page } from '../common/page.tsx';
import { addressOf } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './export.module.css';
import { Made } from './made.tsx';
import { Order } from './order.tsx';

/** What the station knows, as files for other programs. */
export function Export() {
  const { w } = useWords();
  return (
    <Page
      arrives
      title={w('out.title')}
      hint={w('out.hint')}
      actions={
        <Button
          component="a"
          href={addressOf('import')}
          size="md"
          variant="default"
          leftSection={<IconFileImport size={20} aria-hidden="true" />}
        >
          {w('out.back')}
        </Button>
      }
    >
      <div className={styles.columns}>
        <Order />
        <Made />
      </div>
    </Page>
  );
}
