import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Page } from '../common/page.tsx';
import { useMayNot } from '../role.tsx';
import { addressOf } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';
import { MakeHandover } from './make.tsx';
import { Stations } from './stations.tsx';
import { TakeHandover } from './take.tsx';

/** From station to station without a network: what is given away, what is taken, and whom this station trusts. */
export function HandoverPage() {
  const { w } = useWords();
  const mayNot = useMayNot('handover.look');
  return (
    <Page
      title={w('handover.title')}
      hint={w('handover.hint')}
      arrives
      actions={
        <Button
          component="a"
          href={addressOf('sync')}
          variant="default"
          leftSection={<IconArrowLeft size={20} aria-hidden="true" />}
        >
          {w('conflict.back')}
        </Button>
      }
    >
      {mayNot === null ? (
        <div className={styles.body}>
          <div className={styles.two}>
            <TakeHandover />
            <MakeHandover />
          </div>
          <Stations />
        </div>
      ) : (
        <p className="ink-off">{mayNot}</p>
      )}
    </Page>
  );
}
