import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../calls.ts';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';

/** How long a station that nobody touches keeps who is on duty. */
export function LogOffMinutes() {
  const { w } = useWords();
  const { logOffMinutes } = useStationState().operators;
  const set = useAct('operators.setLogOff');
  const [minutes, setMinutes] = useState<number | string>(logOffMinutes);
  const wanted = Number(minutes);
  const ready = Number.isInteger(wanted) && wanted >= 1 && wanted <= 480;
  return (
    <Card>
      <form
        className={styles.inline}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void set.run({ minutes: wanted });
        }}
      >
        <NumberInput
          className={styles.grow ?? ''}
          label={w('operators.logOff')}
          min={1}
          max={480}
          allowDecimal={false}
          hideControls
          value={minutes}
          onChange={setMinutes}
        />
        <Button type="submit" disabled={!ready || wanted === logOffMinutes} loading={set.busy}>
          {w('save')}
        </Button>
      </form>
      <ProblemNote problem={set.problem} />
    </Card>
  );
}
