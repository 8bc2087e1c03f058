import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { isOver, type PrinterState, type PrintJob } from '../../../shared/models/printing.ts';
import { useAct } from '../../calls.ts';
import { Chip } from '../../common/chip.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { ReasonDialog } from '../../common/reason-dialog.tsx';
import { whoDid } from '../../life/who.ts';
import { useWords } from '../../words.tsx';
import { FailedLabel } from './failed-label.tsx';
import { LastOut } from './last-out.tsx';
import { MoveJob } from './move-job.tsx';
import styles from './queue.module.css';
import { cameOut, printerName, sampleOf, standing } from './queue-words.ts';

/** A print job: how it stands, and what a person may do with it. */
export function JobRow({
  job,
  printer,
  printers,
  onChanged,
}: {
  job: PrintJob;
  /** Null where it is gone. */
  printer: PrinterState | null;
  printers: readonly PrinterState[];
  onChanged: () => void;
}) {
  const { w, number, when } = useWords();
  const pause = useAct('printing.pause');
  const resume = useAct('printing.resume');
  const cancel = useAct('printing.cancel');
  const [cancels, setCancels] = useState(false);
  const { kind, word } = standing(job);
  const done = cameOut(job);
  const { voided, failed } = job.balance;
  const name = job.name || w('queue.kind.automatic');
  const sampled = printer?.language === 'pdf' ? sampleOf(job, { w, number }) : null;
  // Cancelled or paused, it may take a moment until its worker hears of it.
  const making = job.state === 'queued' && printer?.making?.job === job.id ? printer.making : null;
  const far = making
    ? { done: making.done, total: making.of, word: `queue.making.${making.step}` as const }
    : { done, total: job.labels, word: 'queue.progress' as const };
  const facts = [
    w(far.word, { done: number(far.done), total: number(far.total) }),
    ...(voided ? [w('queue.voided', { count: number(voided) })] : []),
    ...(failed ? [w('queue.failed', { count: number(failed) })] : []),
    printerName(job.printer, printer, { w }),
    ...(sampled ? [sampled] : []),
    w('queue.by', { by: whoDid(job.by, { w }), at: when(job.at) }),
  ];
  const after = async (answer: Promise<PrintJob | undefined>) => {
    if (!(await answer)) return;
    setCancels(false);
    onChanged();
  };
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.head}>
        <strong className={styles.name}>{name}</strong>
        <Chip kind={making ? 'busy' : kind}>{w(making ? 'queue.state.making' : word)}</Chip>
      </div>
      <Progress
        value={far.total === 0 ? 0 : (far.done / far.total) * 100}
        size="lg"
        aria-label={facts[0] ?? name}
      />
      <p className={styles.facts}>{facts.join(' · ')}</p>
      {job.reason && <p className={styles.facts}>{`${w('queue.reason')}: ${job.reason}`}</p>}
      <ProblemNote problem={pause.problem ?? resume.problem ?? job.problem} />
      <FailedLabel problem={job.problem} />
      {job.question && (
        <LastOut
          key={`${job.question.first} ${job.question.last}`}
          job={job.id}
          question={job.question}
          onChanged={onChanged}
        />
      )}
      {job.problem?.code === 'print-job-printer-gone' && job.question === null && !job.ending && (
        <MoveJob job={job} printers={printers} onChanged={onChanged} />
      )}
      {!isOver(job.state) && !job.ending && (
        <div className={styles.moves}>
          {(job.state === 'queued' || job.state === 'sent') && (
            <Button
              size="xl"
              variant="default"
              loading={pause.busy}
              aria-label={`${w('queue.pause')} ${name}`}
              onClick={() => void after(pause.run({ job: job.id }))}
            >
              {w('queue.pause')}
            </Button>
          )}
          {job.state === 'paused' && (
            <Button
              size="xl"
              loading={resume.busy}
              aria-label={`${w('queue.resume')} ${name}`}
              onClick={() => void after(resume.run({ job: job.id }))}
            >
              {w('queue.resume')}
            </Button>
          )}
          <Button
            size="xl"
            variant="default"
            aria-label={`${w('queue.cancel')} ${name}`}
            onClick={() => setCancels(true)}
          >
            {w('queue.cancel')}
          </Button>
        </div>
      )}
      <ReasonDialog
        grave
        opened={cancels}
        title={`${w('queue.cancel')}: ${name}`}
        what={w('queue.cancelWhat')}
        label={w('queue.reason')}
        go={w('queue.cancel')}
        busy={cancel.busy}
        problem={cancel.problem}
        onGo={(reason) => void after(cancel.run({ job: job.id, reason }))}
        onClose={() => {
          setCancels(false);
          cancel.clear();
        }}
      />
    </li>
  );
}
