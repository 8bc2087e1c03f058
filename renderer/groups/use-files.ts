import { useState } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import type { CatalogUse } from '../../shared/models/catalog-edit.ts';
import type { Problem } from '../../shared/problems.ts';
import { useAct } from '../calls.ts';
import { saveFile } from '../common/save-file.ts';
import { readTextFile } from './read-file.ts';

/** Largest catalog file, in MB; the station says the same. */
const catalogLimit = 32;
const exportName = 'lineside-catalog.json';

/** The catalog as a whole: as a file in and out, and from the cloud. One note at a time. */
export function useFiles(refresh: () => Promise<void>) {
  const bring = useAct('catalog.import');
  const give = useAct('catalog.export');
  const pull = useAct('catalog.pull');
  const [notes, setNotes] = useState<{
    imported?: CallOutput<'catalog.import'>;
    pulled?: CallOutput<'catalog.pull'>;
    exported?: string;
    problem?: Problem;
  }>({});
  /** A file that waits for a person, because something uses what it narrows. */
  const [asked, setAsked] = useState<{ text: string; uses: CatalogUse[] } | null>(null);
  const begin = () => {
    setNotes({});
    for (const act of [bring, give, pull]) act.clear();
  };
  const send = async (text: string, accept = false) => {
    const answer = await bring.run({ text, accept });
    setAsked(answer && !answer.saved ? { text, uses: answer.uses } : null);
    if (answer?.saved) setNotes({ imported: answer });
    await refresh();
  };
  return {
    ...notes,
    uses: asked?.uses ?? null,
    accept: () => asked && send(asked.text, true),
    decline: () => setAsked(null),
    busy: { bring: bring.busy, give: give.busy, pull: pull.busy },
    problem: notes.problem ?? bring.problem ?? give.problem ?? pull.problem,
    async takeFile(file: File | null) {
      if (!file) return;
      begin();
      const text = await readTextFile(file, catalogLimit);
      if (!text.ok) return setNotes({ problem: text.problem });
      await send(text.value);
    },
    async giveFile() {
      begin();
      const answer = await give.run({});
      if (!answer) return;
      saveFile(new Blob([answer.text], { type: 'application/json' }), exportName);
      setNotes({ exported: exportName });
    },
    async takeCloud() {
      begin();
      const pulled = await pull.run({});
      if (pulled) setNotes({ pulled });
      await refresh();
    },
  };
}
