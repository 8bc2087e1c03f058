import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { pinSchema } from '../../shared/models/operator.ts';
import { useAct } from '../calls.ts';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useMayNot } from '../role.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

/** Turns kiosk mode on; it is left at the lock in the status bar. */
export function KioskSettings() {
  const { w } = useWords();
  const { operators } = useStationState();
  const enter = useAct('kiosk.enter');
  const mayNot = useMayNot('kiosk.enter');
  const [pin, setPin] = useState('');
  const ready = operators.exist || pinSchema.safeParse(pin).success;
  return (
    <Card title={w('kiosk.title')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void enter.run(operators.exist ? {} : { pin });
        }}
      >
        <p>{w('kiosk.hint')}</p>
        {operators.exist ? (
          <p>{w('kiosk.operators')}</p>
        ) : (
          <PasswordInput
            label={w('kiosk.pin')}
            description={w('kiosk.pinHint')}
            value={pin}
            inputMode="numeric"
            autoComplete="new-password"
            maxLength={12}
            required
            visibilityToggleButtonProps={{ 'aria-label': w('cloud.showSecret') }}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={enter.busy} disabled={!ready || mayNot !== null}>
          {w('kiosk.enter')}
        </Button>
        {mayNot && <p>{mayNot}</p>}
        <ProblemNote problem={enter.problem} />
      </form>
    </Card>
  );
}
