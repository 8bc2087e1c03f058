import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { ProblemNote } from '../common/problem-note.tsx';
import { useSavePieces } from '../common/use-save-pieces.ts';
import { useWords } from '../words.tsx';

/** The rows that are not taken, as a file that can be mended and brought again. */
export function RefusedFile({ id }: { id: string }) {
  const { w } = useWords();
  const { save, busy, problem } = useSavePieces('imports.refused', 'text/csv');
  return (
    <>
      <Button
        size="lg"
        variant="light"
        loading={busy}
        leftSection={<IconDownload size={20} aria-hidden="true" />}
        onClick={() => void save(id)}
      >
        {w('import.refusedFile')}
      </Button>
      <ProblemNote problem={problem} />
    </>
  );
}
