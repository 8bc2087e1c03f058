import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import type { Catalog, RetiredItems } from '../../shared/models/catalog.ts';
import type { CatalogKind } from '../../shared/models/catalog-edit.ts';
import { nameIn } from '../../shared/names.ts';
import { useMayNot } from '../role.tsx';
import { useWords } from '../words.tsx';
import { SecretHeld } from './forms/secret-held.tsx';
import styles from './groups.module.css';
import { idOf, itemsOf } from './items.ts';

interface Props {
  ref: Ref<HTMLDivElement>;
  kind: CatalogKind;
  catalog: Catalog;
  retired: RetiredItems;
  /** The one that is open. */
  open: string | null;
  onOpen: (id: string) => void;
  onNew: () => void;
}

/** So many are drawn; the rest is found by a part of its name. */
const most = 200;
const manyEnoughToFind = 8;

/** Every item of a kind by the reader's name for it, the retired ones last. */
export function ItemList({ ref, kind, catalog, retired, open, onOpen, onNew }: Props) {
  const { w, language, number } = useWords();
  const mayNot = useMayNot('catalog.save');
  const [wanted, setWanted] = useState('');
  const rowsOf = (from: Catalog | RetiredItems) =>
    itemsOf(from, kind)
      .map((item) => ({ id: idOf(kind, item), name: nameIn(item, language) }))
      .filter(({ id, name }) =>
        `${id} ${name}`.toLowerCase().includes(wanted.trim().toLowerCase()),
      );
  const used = rowsOf(catalog);
  const gone = rowsOf(retired);
  const heldOf = new Map(catalog.registrationGroups.map((each) => [each.groupId, each.secretHeld]));
  const list = (rows: typeof used, label: string) => (
    <ul className={styles.list} aria-label={label}>
      {rows.slice(0, most).map(({ id, name }) => {
        const held = kind === 'registrationGroup' ? heldOf.get(id) : undefined;
        return (
          <li key={id}>
            <UnstyledButton
              className={styles.pick}
              aria-current={id === open ? 'true' : undefined}
              onClick={() => onOpen(id)}
            >
              <strong>{name}</strong>
              <span className="mono">{id}</span>
              {held !== undefined && <SecretHeld held={held} />}
            </UnstyledButton>
          </li>
        );
      })}
      {rows.length > most && (
        <li className={styles.none}>{w('uses.more', { count: number(rows.length - most) })}</li>
      )}
    </ul>
  );
  return (
    <div className={styles.side} ref={ref}>
      <Button
        leftSection={<IconPlus size={20} aria-hidden="true" />}
        disabled={mayNot !== null}
        title={mayNot ?? undefined}
        onClick={onNew}
      >
        {w(`new.${kind}`)}
      </Button>
      {itemsOf(catalog, kind).length > manyEnoughToFind && (
        <TextInput
          aria-label={w('list.find')}
          placeholder={w('list.find')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <div className={styles.lists}>
        {list(used, w(`kinds.${kind}`))}
        {wanted !== '' && used.length + gone.length === 0 && (
          <p className={styles.none}>{w('list.nothing')}</p>
        )}
        {gone.length > 0 && (
          <>
            <h2 className={styles.sideTitle}>{w('list.retired')}</h2>
            {list(gone, w('list.retired'))}
          </>
        )}
      </div>
    </div>
  );
}
