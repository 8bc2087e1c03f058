import { useCallback, useRef, useState } from 'react';
import type { Catalog, RetiredItems } from '../../shared/models/catalog.ts';
import type { CatalogEdit, CatalogKind } from '../../shared/models/catalog-edit.ts';
import { LeaveDialog } from '../common/leave-dialog.tsx';
import { Empty } from '../common/page.tsx';
import { useLeave } from '../common/use-leave.ts';
import { useRoute } from '../route.ts';
import { useWords } from '../words.tsx';
import type { Drafts } from './draft/drafts.ts';
import { Editor } from './editor/editor.tsx';
import styles from './groups.module.css';
import { ItemList } from './item-list.tsx';
import { type BodyOf, idOf, idsOf } from './items.ts';

interface Props<K extends CatalogKind> {
  kind: K;
  catalog: Catalog;
  retired: RetiredItems;
  onRefresh: () => Promise<void>;
}

interface Open<K extends CatalogKind> {
  /** Another number is another form; the same one lives on when its new item gets its identifier. */
  form: number;
  /** null: a new one. */
  id: string | null;
  begin: Drafts[K] | null;
}

/** All of one kind: the list, and the one that is open. */
export function KindPanel<K extends CatalogKind>({ kind, catalog, retired, onRefresh }: Props<K>) {
  const { w } = useWords();
  const [asked] = useRoute().rest;
  const [open, setOpen] = useState<Open<K> | null>(() => {
    const ids = idsOf(catalog, kind);
    const id = ids.find((one) => one === asked) ?? ids[0];
    return id === undefined ? null : { form: 0, id, begin: null };
  });
  const [dirty, setDirty] = useState(false);
  const leave = useLeave(dirty);
  const forms = useRef(0);
  const list = useRef<HTMLDivElement>(null);
  const show = (id: string | null, begin: Drafts[K] | null = null) => {
    forms.current += 1;
    setOpen({ form: forms.current, id, begin });
  };
  const close = () => {
    setOpen(null);
    // Whoever came by keys goes on from where the item stands.
    const [at] = list.current?.querySelectorAll<HTMLElement>('[aria-current], button') ?? [];
    at?.focus();
  };
  const onSaved = useCallback(
    async (edit: CatalogEdit) => {
      await onRefresh();
      const id = idOf(kind, edit.body as BodyOf<K>);
      setOpen((last) => last && { ...last, id });
    },
    [kind, onRefresh],
  );
  const empty = idsOf(catalog, kind).length === 0;
  return (
    <div className={styles.columns}>
      <ItemList
        ref={list}
        kind={kind}
        catalog={catalog}
        retired={retired}
        open={open?.id ?? null}
        onOpen={(id) => leave.attempt(() => show(id))}
        onNew={() => leave.attempt(() => show(null))}
      />
      {open ? (
        <Editor
          key={open.form}
          kind={kind}
          id={open.id}
          begin={open.begin}
          catalog={catalog}
          retired={retired}
          onDirty={setDirty}
          onClose={() => leave.attempt(close)}
          onClone={(draft) => leave.attempt(() => show(null, draft))}
          onSaved={onSaved}
          onRefresh={onRefresh}
        />
      ) : (
        <Empty title={w(empty ? `none.${kind}` : 'list.choose')}>
          <p>{w(`what.${kind}`)}</p>
        </Empty>
      )}
      <LeaveDialog opened={leave.asking} onStay={leave.stay} onLeave={leave.leave} />
    </div>
  );
}
