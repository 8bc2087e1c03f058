import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import { noPin, PinFields, pinIsNew } from './pin-fields.tsx';

/** Who is on duty changes their own PIN, with the one until now. */
export function OwnPin() {
  const { w } = useWords();
  const change = useAct('operators.changePin');
  const [old, setOld] = useState('');
  const [next, setNext] = useState(noPin);
  const [changed, setChanged] = useState(false);
  const ready = old.length >= 4 && pinIsNew(next);
  const send = async () => {
    setChanged(false);
    if (!(await change.run({ pin: old, newPin: next.pin }))) return;
    setOld('');
    setNext(noPin);
    setChanged(true);
  };
  return (
    <Card title={w('operators.ownPin')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void send();
        }}
      >
        <PasswordInput
          label={w('operators.oldPin')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          required
          value={old}
          visibilityToggleButtonProps={{ 'aria-label': w('operators.showPin') }}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <PinFields value={next} hint={w('operators.pinHint')} required onChange={setNext} />
        <Button type="submit" disabled={!ready} loading={change.busy}>
          {w('save')}
        </Button>
        {changed && <GoodNote>{w('operators.pinChanged')}</GoodNote>}
        <ProblemNote problem={change.problem} />
      </form>
    </Card>
  );
}
