import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { PrinterState, PrintJob } from '../../../shared/models/printing.ts';
import { useAct } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import styles from './queue.module.css';
import { printerName } from './queue-words.ts';

interface Props {
  job: PrintJob;
  printers: readonly PrinterState[];
  onChanged: () => void;
}

/** The way out for a job whose printer is gone: another one. Which of them can print it, the station knows. */
export function MoveJob({ job, printers, onChanged }: Props) {
  const { w } = useWords();
  const move = useAct('printing.move');
  const [chosen, setChosen] = useState<string | null>(null);
  const go = async (printer: string) => {
    if (await move.run({ job: job.id, printer })) onChanged();
  };
  return (
    <>
      <ProblemNote problem={move.problem} />
      <div className={styles.moves}>
        <Select
          size="xl"
          aria-label={`${w('queue.moveTo')} ${job.name}`}
          placeholder={w('queue.moveTo')}
          data={printers.map((each) => ({
            value: each.id,
            label: printerName(each.id, each, { w }),
          }))}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          size="xl"
          loading={move.busy}
          disabled={chosen === null}
          aria-label={`${w('queue.move')} ${job.name}`}
          onClick={() => chosen !== null && void go(chosen)}
        >
          {w('queue.move')}
        </Button>
      </div>
    </>
  );
}
