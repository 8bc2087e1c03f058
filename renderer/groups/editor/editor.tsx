import { useLayoutEffect, useMemo, useState } from 'react';
import type { Catalog, RetiredItems } from '../../../shared/models/catalog.ts';
import type { CatalogEdit, CatalogKind } from '../../../shared/models/catalog-edit.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import { type Drafts, draftRules, moveEdit, saveEdit } from '../draft/drafts.ts';
import type { FormProps } from '../forms/form-props.ts';
import { forms } from '../forms/forms.ts';
import styles from '../groups.module.css';
import { type BodyOf, findItem, idOf } from '../items.ts';
import { GroupRanges } from '../ranges/group-ranges.tsx';
import { EditorHead } from './editor-head.tsx';
import { FormFaults } from './form.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { SaveBar } from './save-bar.tsx';
import { useFormKeys } from './use-form-keys.ts';
import { useItem } from './use-item.ts';
import { useSave } from './use-save.ts';
import { UsesDialog } from './uses-dialog.tsx';
import { Verify } from './verify.tsx';

export interface EditorProps<K extends CatalogKind> {
  kind: K;
  /** null: a new one. */
  id: string | null;
  /** What a new one starts from. */
  begin: Drafts[K] | null;
  catalog: Catalog;
  retired: RetiredItems;
  onDirty: (dirty: boolean) => void;
  /** Asks before it closes, if something is not saved. */
  onClose: () => void;
  onClone: (draft: Drafts[K]) => void;
  /** Fetches the catalog again, and shows what came of it. */
  onSaved: (edit: CatalogEdit) => Promise<void>;
  onRefresh: () => Promise<void>;
}

/** One item of the catalog, from opening to saving. */
export function Editor<K extends CatalogKind>(props: EditorProps<K>) {
  const { kind, id, catalog, retired, onDirty, onClose } = props;
  const { w } = useWords();
  const rules = draftRules[kind];
  const gone = id === null ? null : findItem(retired, kind, id);
  const item = useItem(
    kind,
    id === null ? null : (findItem(catalog, kind, id) ?? gone),
    props.begin,
  );
  const { draft, before, dirty } = item;
  const mayNot = useMayNot('catalog.save');
  const faults = useMemo(
    () => rules.faults(draft, { catalog, retired, before }),
    [rules, draft, catalog, retired, before],
  );
  const wrong = Object.keys(faults).length;
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(false);
  const save = useSave(async (edit) => {
    if (!edit.retired) item.open(edit.body as BodyOf<K>);
    setTried(false);
    setSaved(true);
    await props.onSaved(edit);
  });
  // Before anything else can happen: the next key may lead away from what was just typed.
  useLayoutEffect(() => onDirty(dirty), [dirty, onDirty]);
  useLayoutEffect(() => () => onDirty(false), [onDirty]);

  const isGone = gone !== null && !dirty;
  const locked = mayNot !== null || isGone;
  const submit = async () => {
    if (save.busy || locked || !dirty) return;
    setTried(true);
    if (wrong > 0) return focusFault();
    const told = await save.send(saveEdit(kind, draft, before));
    // Whoever was quicker is only seen once the catalog is fetched again.
    if (!told) await props.onRefresh();
  };
  useFormKeys({ onSave: () => void submit(), onClose });

  const newer = gone ? null : item.newer;
  const meanwhile = newer !== null || (gone !== null && dirty);
  const toldMeanwhile = meanwhile && save.problem?.code === 'catalog-changed';
  const Form = forms[kind] as (form: FormProps<K>) => React.JSX.Element;
  const name = before ? idOf(kind, before) : null;
  return (
    <>
      <form
        className={styles.editor}
        noValidate
        aria-label={name ?? w(`new.${kind}`)}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <EditorHead
          kind={kind}
          before={before}
          retired={isGone}
          dirty={dirty}
          busy={save.busy}
          mayNot={mayNot}
          onClone={() => props.onClone(rules.clone(draft))}
          onMove={(to) => before && void save.send(moveEdit(kind, before, to))}
          onClose={onClose}
        />
        {isGone && <p className={`${styles.isRetired} ink-warn`}>{w('edit.isRetired')}</p>}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, and its fields may all be locked */}
        <div className={styles.fields} tabIndex={locked ? 0 : undefined}>
          <fieldset disabled={locked}>
            <FormFaults faults={faults} tried={tried}>
              <Form
                draft={draft}
                change={(part) => {
                  setSaved(false);
                  item.change(part);
                }}
                around={{ catalog, retired, before }}
              />
            </FormFaults>
          </fieldset>
          {kind === 'registrationGroup' && name && !isGone && (
            <>
              <GroupRanges catalog={catalog} groupId={name} />
              <Verify groupId={name} dirty={dirty} />
            </>
          )}
        </div>
        {meanwhile && (
          <Meanwhile
            before={before}
            newer={newer}
            onLoad={() => {
              save.clear();
              if (newer) item.open(newer);
              else item.discard();
            }}
            onKeep={() => {
              save.clear();
              if (newer) item.keepOn(newer);
              // Under the identifier that devices carry, it is made again.
              else void save.send(saveEdit(kind, draft, null));
            }}
          />
        )}
        <ProblemNote problem={toldMeanwhile ? null : save.problem} />
        {!isGone && (
          <SaveBar
            dirty={dirty}
            faults={tried ? wrong : 0}
            saved={saved && !dirty ? catalog.home : null}
            busy={save.busy}
            mayNot={mayNot}
            onDiscard={() => {
              save.clear();
              setTried(false);
              item.discard();
            }}
          />
        )}
      </form>
      <UsesDialog
        uses={save.asked?.uses ?? null}
        accept={w(save.asked?.edit.retired ? 'uses.accept.retire' : 'uses.accept.save')}
        busy={save.busy}
        onAccept={() => void save.accept()}
        onDecline={save.decline}
      />
    </>
  );
}

/** To the first field that has to be put right, or to the row that holds it, once it is marked as such. */
function focusFault(): void {
  requestAnimationFrame(() => {
    const wrong = 'form :is([aria-invalid=true], [data-wrong])';
    document.querySelector<HTMLElement>(wrong)?.focus();
  });
}
