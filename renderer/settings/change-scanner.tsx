import { Button } from '@mantine/core';
import type { ScannerState } from '../../shared/models/scanner.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import { type ScannerDraft, ScannerForm } from './scanner-form.tsx';
import styles from './settings.module.css';

/** The profile of a scanner that is there already: a wrong speed is put right without adding it anew. */
export function ChangeScanner({
  scanner,
  taken,
  onDone,
}: {
  scanner: ScannerState;
  taken: string[];
  onDone: () => void;
}) {
  const { w } = useWords();
  const change = useAct('scanners.change');
  const { id } = scanner;
  return (
    <ScannerForm
      start={draftOf(scanner)}
      taken={taken}
      onSave={async (draft) => {
        if (await change.run({ ...draft, id })) onDone();
        return false;
      }}
    >
      <div className={styles.row}>
        <Button type="submit" loading={change.busy}>
          {w('scanners.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {w('scanners.leave')}
        </Button>
      </div>
      <ProblemNote problem={change.problem} />
    </ScannerForm>
  );
}

function draftOf(scanner: ScannerState): ScannerDraft {
  const { path, baudRate, terminator, dataBits, parity, stopBits } = scanner;
  const { prefix, suffix, aim, acknowledgement } = scanner;
  const framing = { terminator, prefix, suffix, aim };
  return { path, baudRate, dataBits, parity, stopBits, ...framing, acknowledgement };
}
