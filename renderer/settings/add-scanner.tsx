import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import { plainScanner, ScannerForm } from './scanner-form.tsx';

export function AddScanner({ taken }: { taken: string[] }) {
  const { w } = useWords();
  const add = useAct('scanners.add');
  return (
    <ScannerForm
      start={plainScanner}
      taken={taken}
      onSave={async (draft) => (await add.run(draft)) !== undefined}
    >
      <Button
        type="submit"
        loading={add.busy}
        leftSection={<IconPlus size={20} aria-hidden="true" />}
      >
        {w('scanners.add')}
      </Button>
      <ProblemNote problem={add.problem} />
    </ScannerForm>
  );
}
