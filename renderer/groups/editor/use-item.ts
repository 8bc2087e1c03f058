import { useState } from 'react';
import type { CatalogKind } from '../../../shared/models/catalog-edit.ts';
import { type Drafts, draftRules, isDirty } from '../draft/drafts.ts';
import { rebase } from '../draft/rebase.ts';
import type { BodyOf } from '../items.ts';

interface Held<K extends CatalogKind> {
  /** As it was when the person began; null = it is new. */
  before: BodyOf<K> | null;
  start: Drafts[K];
  draft: Drafts[K];
  /** What the catalog showed last, to notice when that becomes another. */
  seen: string;
}

/** `item` as the catalog has it now, `begin` what a new one starts from. */
export function useItem<K extends CatalogKind>(
  kind: K,
  item: BodyOf<K> | null,
  begin: Drafts[K] | null,
) {
  const rules = draftRules[kind];
  const opened = (body: BodyOf<K>): Held<K> => {
    const draft = rules.toDraft(body);
    return { before: body, start: draft, draft, seen: JSON.stringify(body) };
  };
  const [held, setHeld] = useState<Held<K>>(() => {
    if (item) return opened(item);
    const draft = begin ?? rules.blank();
    // What a clone brings along is typed by nobody yet, but it is not saved either.
    return { before: null, start: rules.blank(), draft, seen: 'null' };
  });
  const dirty = isDirty(held.start, held.draft);
  const now = JSON.stringify(item);
  if (now !== held.seen) {
    // Nothing typed is lost: a form that is dirty stays, and says that there is something newer.
    setHeld(item && !dirty ? opened(item) : { ...held, seen: now });
  }
  return {
    ...held,
    dirty,
    /** What somebody else made of it while this form was dirty; null: nothing else. */
    newer: item && dirty && held.before && now !== JSON.stringify(held.before) ? item : null,
    change: (part: Partial<Drafts[K]>) =>
      setHeld((last) => ({ ...last, draft: { ...last.draft, ...part } })),
    discard: () => setHeld((last) => ({ ...last, draft: last.start })),
    /** It is saved as this, or somebody wants to see it like this. */
    open: (body: BodyOf<K>) => setHeld((last) => ({ ...opened(body), seen: last.seen })),
    /** Goes on with what was typed, on top of what somebody else saved. */
    keepOn: (theirs: BodyOf<K>) =>
      setHeld((last) => {
        if (!last.before) return last;
        const mine = rebase(last.before, rules.toBody(last.draft), theirs);
        const secret = 'groupSecret' in last.draft ? { groupSecret: last.draft.groupSecret } : {};
        const start = rules.toDraft(theirs);
        return { ...last, before: theirs, start, draft: { ...rules.toDraft(mine), ...secret } };
      }),
  };
}
