import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import type { Catalog } from '../../../shared/models/catalog.ts';
import { Chip } from '../../common/chip.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

interface Props {
  dirty: boolean;
  /** How many fields have to be put right, once somebody tried to save. */
  faults: number;
  /** Where it was just saved. */
  saved: Catalog['home'] | null;
  busy: boolean;
  mayNot: string | null;
  onDiscard: () => void;
}

/** Always in reach below the fields: whether something is not saved yet, and the way to save it. */
export function SaveBar({ dirty, faults, saved, busy, mayNot, onDiscard }: Props) {
  const { w, number } = useWords();
  return (
    <footer className={styles.saveBar}>
      <Button
        type="submit"
        size="xl"
        fz={18}
        loading={busy}
        disabled={!dirty || mayNot !== null}
        title={mayNot ?? undefined}
        aria-keyshortcuts="Control+S Control+Enter"
        leftSection={<IconDeviceFloppy size={24} aria-hidden="true" />}
      >
        {w('edit.save')}
      </Button>
      <Button variant="default" disabled={!dirty || busy} onClick={onDiscard}>
        {w('edit.discard')}
      </Button>
      <output className={styles.status}>
        {faults > 0 ? (
          <Chip kind="bad">{w('edit.faults', { count: number(faults) })}</Chip>
        ) : saved ? (
          <Chip kind="ok">{w(`edit.saved.${saved}`)}</Chip>
        ) : (
          dirty && <Chip kind="warn">{w('edit.dirty')}</Chip>
        )}
        <span className="ink-off">{w('edit.keys')}</span>
      </output>
    </footer>
  );
}
