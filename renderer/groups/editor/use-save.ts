import { useState } from 'react';
import type { CatalogEdit, CatalogUse } from '../../../shared/models/catalog-edit.ts';
import { useAct } from '../../calls.ts';

interface Asked {
  edit: CatalogEdit;
  uses: CatalogUse[];
}

/** Sends an edit. What uses what would go is asked about first: `asked` waits for a person. */
export function useSave(onSaved: (edit: CatalogEdit) => Promise<void>) {
  const act = useAct('catalog.save');
  const [asked, setAsked] = useState<Asked | null>(null);
  const send = async (edit: CatalogEdit, accept = false) => {
    const answer = await act.run({ edit, accept });
    setAsked(answer && !answer.saved ? { edit, uses: answer.uses } : null);
    if (answer?.saved) await onSaved(edit);
    return answer !== undefined;
  };
  return {
    send,
    busy: act.busy,
    problem: act.problem,
    clear: act.clear,
    asked,
    accept: () => asked && send(asked.edit, true),
    decline: () => setAsked(null),
  };
}
