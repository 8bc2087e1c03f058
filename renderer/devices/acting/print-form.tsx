import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Device } from '../../../shared/models/device.ts';
import type { PrintJob } from '../../../shared/models/printing.ts';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { PrintHowFields, usePrintHow } from '../../labels/print-how.tsx';
import { printerName } from '../../labels/queue/queue-words.ts';
import { ReprintDialog } from '../../labels/reprint-dialog.tsx';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import { printParts } from './print-parts.ts';

/** Labels of the chosen devices: a call for each group, since a file holds one group's labels. */
export function PrintForm({ devices, onClose }: { devices: Device[]; onClose: () => void }) {
  const { w, number } = useWords();
  const print = useAct('printing.print');
  const choices = usePrintHow();
  const [printed, setPrinted] = useState<PrintJob[]>([]);
  const [done, setDone] = useState(0);
  const { how, printers } = choices;
  const parts = printParts(devices);
  const send = async (reason = '') => {
    // A second try goes on after what was printed already.
    for (const [index, part] of parts.entries()) {
      if (index < done) continue;
      const answer = await print.run({ ...part, ...how, skip: index === 0 ? how.skip : 0, reason });
      if (!answer) return;
      setPrinted((before) => [...before, answer]);
      setDone(index + 1);
    }
  };
  const finished = done === parts.length;
  const asks = print.problem?.code === 'reprint-reason';
  const printer = printers.find(({ id }) => id === how.printer) ?? null;
  return (
    <>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!print.busy) void send();
        }}
      >
        <PrintHowFields choices={choices} />
        <ProblemNote problem={asks ? null : print.problem} />
        {printed.length > 0 && (
          <GoodNote>
            {w('labels.given', {
              count: number(printed.reduce((sum, { labels }) => sum + labels, 0)),
              printer: printerName(how.printer, printer, { w }),
            })}
          </GoodNote>
        )}
        <div className={styles.buttons}>
          {finished ? (
            <Button size="xl" fz={19} onClick={onClose}>
              {w('close')}
            </Button>
          ) : (
            <Button
              type="submit"
              size="xl"
              fz={19}
              disabled={how.template === ''}
              loading={print.busy}
              leftSection={<IconPrinter size={26} aria-hidden="true" />}
            >
              {w('print.go', { count: number(devices.length) })}
            </Button>
          )}
        </div>
      </form>
      <ReprintDialog
        problem={print.problem}
        busy={print.busy}
        onGo={(reason) => void send(reason)}
        onClose={print.clear}
      />
    </>
  );
}
