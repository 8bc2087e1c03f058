import { Button, NumberInput, Progress } from '@mantine/core';
import { useState } from 'react';
import { type Making, mostMade } from '../../../shared/models/maker.ts';
import type { Problem } from '../../../shared/problems.ts';
import { useAct } from '../../calls.ts';
import { useStation } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from './making.module.css';

interface Props {
  making: Making | null;
  /** There is no number to make one of. */
  none: boolean;
  onRefused: (problem: Problem | null) => void;
}

/** SNs for labels that are printed before the units are there. */
export function MakeAhead({ making, none, onRefused }: Props) {
  const { w, number } = useWords();
  const { call } = useStation();
  const cancel = useAct('makers.cancel');
  const [count, setCount] = useState<number | ''>('');
  const [busy, setBusy] = useState(false);
  if (making?.running) {
    const { done, total } = making;
    const told = w('making.progress', { done: number(done), total: number(total) });
    return (
      <div className={styles.ahead}>
        <div className={styles.progress}>
          <span>{told}</span>
          <Progress value={(100 * done) / total} size={12} radius="xl" aria-label={told} />
        </div>
        <Button
          size="md"
          h={48}
          variant="default"
          loading={cancel.busy}
          onClick={() => void cancel.run({})}
        >
          {w('making.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.ahead}
      onSubmit={async (event) => {
        event.preventDefault();
        if (count === '') return;
        setBusy(true);
        const reply = await call('makers.make', { count, source: { kind: 'typed' } });
        setBusy(false);
        onRefused(reply.ok ? null : reply.problem);
        if (reply.ok) setCount('');
      }}
    >
      <NumberInput
        className={styles.field ?? ''}
        aria-label={w('making.count')}
        placeholder={w('making.count')}
        value={count}
        onChange={(typed) => setCount(typeof typed === 'number' ? typed : '')}
        min={1}
        max={mostMade}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        size="md"
        styles={{ input: { height: 48 } }}
      />
      <Button
        type="submit"
        size="md"
        h={48}
        variant="default"
        loading={busy}
        disabled={none || count === ''}
      >
        {w('making.make')}
      </Button>
    </form>
  );
}
