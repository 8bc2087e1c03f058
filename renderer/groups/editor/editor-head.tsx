import { Button, CloseButton } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy } from '@tabler/icons-react';
import type { CatalogKind } from '../../../shared/models/catalog-edit.ts';
import { nameIn } from '../../../shared/names.ts';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';
import { type BodyOf, idOf } from '../items.ts';

interface Props<K extends CatalogKind> {
  kind: K;
  before: BodyOf<K> | null;
  retired: boolean;
  dirty: boolean;
  busy: boolean;
  mayNot: string | null;
  onClone: () => void;
  onMove: (to: 'retired' | 'used') => void;
  onClose: () => void;
}

/** Which item this is, and what is done with the whole of it. */
export function EditorHead<K extends CatalogKind>(props: Props<K>) {
  const { kind, before, retired, dirty, busy, mayNot, onClone, onMove, onClose } = props;
  const { w, language } = useWords();
  const icon = { size: 20, 'aria-hidden': true } as const;
  const locked = mayNot !== null;
  return (
    <header className={styles.head}>
      <div>
        <h2>{before ? nameIn(before, language) : w(`new.${kind}`)}</h2>
        {before && <span className="mono ink-off">{idOf(kind, before)}</span>}
      </div>
      <div className={styles.headActions}>
        {before && (
          <Button
            variant="default"
            leftSection={<IconCopy {...icon} />}
            disabled={locked}
            title={mayNot ?? undefined}
            onClick={onClone}
          >
            {w('edit.clone')}
          </Button>
        )}
        {before && !retired && (
          <Button
            variant="default"
            leftSection={<IconArchive {...icon} />}
            disabled={locked || dirty || busy}
            title={mayNot ?? (dirty ? w('edit.retire.dirty') : undefined)}
            onClick={() => onMove('retired')}
          >
            {w('edit.retire')}
          </Button>
        )}
        {before && retired && (
          <Button
            leftSection={<IconArchiveOff {...icon} />}
            loading={busy}
            disabled={locked}
            title={mayNot ?? undefined}
            onClick={() => onMove('used')}
          >
            {w('edit.bringBack')}
          </Button>
        )}
        <CloseButton size="xl" aria-label={w('edit.close')} onClick={onClose} />
      </div>
    </header>
  );
}
