import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MasterDatum } from '../../../shared/models/catalog.ts';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import { type DatumDraft, datumFaults } from '../draft/datum.ts';
import { saveEdit } from '../draft/drafts.ts';
import { useCatalogRefresh } from '../editor/refresh.ts';

interface Props {
  row: DatumDraft;
  templates: readonly MasterDatum[];
}

/** Keeps a copy for other groups at once: it is an item of its own, and not part of what is open here. */
export function SaveTemplate({ row, templates }: Props) {
  const { w } = useWords();
  const save = useAct('catalog.save');
  const refresh = useCatalogRefresh();
  const [kept, setKept] = useState('');
  const keep = async () => {
    const id = row.identifier.trim();
    const before = templates.find(({ identifier }) => identifier === id) ?? null;
    const edit = saveEdit('masterDataTemplate', row, before);
    // A template has no users: there is nothing to accept.
    if (!(await save.run({ edit, accept: true }))) return;
    setKept(id);
    await refresh();
  };
  return (
    <>
      <Button
        variant="default"
        loading={save.busy}
        disabled={Object.keys(datumFaults(row, () => false)).length > 0}
        onClick={() => void keep()}
      >
        {w('data.asTemplate')}
      </Button>
      <ProblemNote problem={save.problem} />
      {kept !== '' && kept === row.identifier.trim() && (
        <GoodNote>{w('data.templateSaved', { name: kept })}</GoodNote>
      )}
    </>
  );
}
