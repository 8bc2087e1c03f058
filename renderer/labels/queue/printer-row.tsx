import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PrinterState } from '../../../shared/models/printing.ts';
import { useAct } from '../../calls.ts';
import { Chip } from '../../common/chip.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { ReasonDialog } from '../../common/reason-dialog.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from './queue.module.css';
import { printerName } from './queue-words.ts';

/** A printer: whether it prints, why not, and the way to stop it or to let it go on. */
export function PrinterRow({
  printer,
  onChanged,
}: {
  printer: PrinterState;
  onChanged: () => void;
}) {
  const { w } = useWords();
  const hold = useAct('printing.hold');
  const mayNot = useMayNot('printing.hold');
  const [asks, setAsks] = useState(false);
  const { id, held, problem } = printer;
  const name = printerName(id, printer, { w });
  const verb = held ? 'queue.release' : 'queue.hold';
  const close = () => {
    setAsks(false);
    hold.clear();
  };
  const go = async (reason: string) => {
    if (!(await hold.run({ printer: id, on: !held, reason }))) return;
    setAsks(false);
    onChanged();
  };
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <strong className={styles.name}>{name}</strong>
        <Chip kind={held ? 'pause' : problem ? 'warn' : 'ok'}>
          {w(held ? 'queue.held' : problem ? 'queue.trouble' : 'queue.ready')}
        </Chip>
        <Button
          size="xl"
          variant="default"
          disabled={mayNot !== null}
          {...(mayNot !== null && { title: mayNot })}
          aria-label={`${w(verb)}: ${name}`}
          onClick={() => setAsks(true)}
        >
          {w(verb)}
        </Button>
      </div>
      <ProblemNote problem={held ?? problem} />
      <ReasonDialog
        opened={asks}
        title={`${w(verb)}: ${name}`}
        what={w(held ? 'queue.releaseWhat' : 'queue.holdWhat')}
        label={w('queue.reason')}
        go={w(verb)}
        busy={hold.busy}
        problem={hold.problem}
        onGo={(reason) => void go(reason)}
        onClose={close}
      />
    </li>
  );
}
