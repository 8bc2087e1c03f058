import { Button, Radio } from '@mantine/core';
import { useId, useState } from 'react';
import type { PrintJob } from '../../../shared/models/printing.ts';
import { useAct, useQuery } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import styles from './queue.module.css';

interface Props {
  job: string;
  question: NonNullable<PrintJob['question']>;
  onChanged: () => void;
}

/** So many labels are in sight, the likeliest one with what came before and after it. */
const inSight = 6;

/**
 * Which label came out last, of a job that was interrupted: none of those in doubt, one of them, or all. Nothing
 * is chosen beforehand: a guess that is taken for an answer prints a label twice, or never.
 */
export function LastOut({ job, question: { first, last, likely }, onChanged }: Props) {
  const { w, number } = useWords();
  const resume = useAct('printing.resume');
  const heading = useId();
  const latest = Math.max(first, last - inSight + 1);
  const [from, setFrom] = useState(Math.min(latest, Math.max(first, likely - 3)));
  const [chosen, setChosen] = useState<{ seq: number; sn: string } | null>(null);
  const { value, problem } = useQuery('printing.pieces', { job, from, limit: inSight });
  const pieces = value?.items.filter(({ seq }) => seq >= first && seq <= last) ?? [];
  const copies = pieces.some(({ copy }) => copy > 1);

  const answer = async (lastOut: number) => {
    if (await resume.run({ job, lastOut })) onChanged();
  };
  return (
    <section className={styles.question} aria-labelledby={heading}>
      <h3 id={heading}>{w('queue.ask')}</h3>
      <p>{w('queue.askHint')}</p>
      <div className={styles.moves}>
        <Button
          variant="default"
          disabled={from <= first}
          onClick={() => setFrom(Math.max(first, from - inSight))}
        >
          {w('queue.earlier')}
        </Button>
        <Button
          variant="default"
          disabled={from >= latest}
          onClick={() => setFrom(Math.min(latest, from + inSight))}
        >
          {w('queue.later')}
        </Button>
      </div>
      <Radio.Group
        aria-label={w('queue.pieces', { first: number(first), last: number(last) })}
        value={chosen ? String(chosen.seq) : null}
        onChange={(seq) => {
          const piece = pieces.find((one) => String(one.seq) === seq);
          if (piece) setChosen({ seq: piece.seq, sn: piece.deviceSn });
        }}
      >
        <div className={styles.pieces}>
          {pieces.map(({ seq, copy, deviceSn }) => (
            <Radio.Card key={seq} value={String(seq)} className={styles.piece ?? ''}>
              <Radio.Indicator aria-hidden="true" />
              <span className={styles.number}>{number(seq)}</span>
              <strong>{deviceSn}</strong>
              {copies && <span>{w('queue.copy', { copy: number(copy) })}</span>}
              {seq === likely && <span className="ink-off">{w('queue.likely')}</span>}
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <ProblemNote problem={resume.problem ?? problem} />
      <div className={styles.moves}>
        <Button
          size="xl"
          variant="default"
          disabled={resume.busy}
          onClick={() => void answer(first - 1)}
        >
          {w('queue.noneOut')}
        </Button>
        <Button
          size="xl"
          disabled={!chosen}
          loading={resume.busy}
          onClick={() => chosen && void answer(chosen.seq)}
        >
          {w('queue.goOnAfter', { sn: chosen?.sn ?? '…' })}
        </Button>
        <Button
          size="xl"
          variant="default"
          disabled={resume.busy}
          onClick={() => void answer(last)}
        >
          {w('queue.allOut')}
        </Button>
      </div>
    </section>
  );
}
