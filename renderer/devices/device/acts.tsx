import { Button } from '@mantine/core';
import { useWords } from '../../words.tsx';
import type { ActKind } from '../acting/action-dialog.tsx';
import { acts } from '../acts.ts';
import styles from './device.module.css';

/** What can be done with this one device. */
export function Acts({ onAct }: { onAct: (act: ActKind) => void }) {
  const { w } = useWords();
  return (
    <section className={styles.acts} aria-label={w('device.actions')}>
      {acts.map(([act, Icon]) => (
        <Button
          key={act}
          size="xl"
          fz={16}
          px={14}
          variant={act === 'delete' ? 'outline' : 'default'}
          {...(act === 'delete' && { color: 'red.9', className: styles.delete ?? '' })}
          leftSection={<Icon size={20} aria-hidden="true" />}
          onClick={() => onAct(act)}
        >
          {w(`act.${act}`)}
        </Button>
      ))}
    </section>
  );
}
