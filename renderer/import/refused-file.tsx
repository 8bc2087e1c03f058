import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { saveFile } from '../common/save-file.ts';
import { useStation } from '../station.tsx';
import { useWords } from '../words.tsx';

/** The rows that are not taken, as a file that can be mended and brought again. */
export function RefusedFile({ id }: { id: string }) {
  const { w } = useWords();
  const { call } = useStation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const save = async () => {
    setBusy(true);
    setFailed(null);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const piece: Awaited<ReturnType<typeof call<'imports.refused'>>> = await call(
        'imports.refused',
        { id, offset },
      );
      if (!piece.ok) {
        setFailed(piece.problem);
        break;
      }
      pieces.push(Uint8Array.from(atob(piece.value.base64), (each) => each.charCodeAt(0)));
      offset = piece.value.next;
      if (offset === null) saveFile(new Blob(pieces, { type: 'text/csv' }), piece.value.name);
    }
    setBusy(false);
  };
  return (
    <>
      <Button
        size="lg"
        variant="light"
        loading={busy}
        leftSection={<IconDownload size={20} aria-hidden="true" />}
        onClick={() => void save()}
      >
        {w('import.refusedFile')}
      </Button>
      <ProblemNote problem={failed} />
    </>
  );
}
