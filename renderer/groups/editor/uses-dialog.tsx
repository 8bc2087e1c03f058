import { Button, Group, Modal } from '@mantine/core';
import type { CatalogUse } from '../../../shared/models/catalog-edit.ts';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

interface Props {
  uses: CatalogUse[] | null;
  /** What goes on all the same. */
  accept: string;
  busy: boolean;
  onAccept: () => void;
  onDecline: () => void;
}

/** Whom it concerns, by name, before it is done; the way back is the first button. */
export function UsesDialog({ uses, accept, busy, onAccept, onDecline }: Props) {
  const { w, number } = useWords();
  return (
    <Modal
      opened={uses !== null}
      onClose={onDecline}
      size="lg"
      title={w('uses.title')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      {uses && (
        <>
          <ul className={styles.uses}>
            {uses.map(({ what, subject, count, samples }) => (
              <li key={`${what} ${subject}`}>
                <Shape kind="warn" className="ink-warn" />
                <div>
                  <strong>{w(`uses.${what}`, { subject, count: number(count) })}</strong>
                  <p className="mono ink-off">
                    {samples.join(', ')}{' '}
                    {count > samples.length &&
                      w('uses.more', { count: number(count - samples.length) })}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          <p>{w('uses.keep')}</p>
          <Group grow>
            <Button variant="default" data-autofocus onClick={onDecline}>
              {w('cancel')}
            </Button>
            <Button color="red.9" loading={busy} onClick={onAccept}>
              {accept}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
