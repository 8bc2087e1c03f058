import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Operator } from '../../../shared/models/operator.ts';
import { type Role, roles } from '../../../shared/roles.ts';
import { useAct } from '../../calls.ts';
import { Choice } from '../../common/choice.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import { noPin, PinFields, pinIsEmpty, pinIsNew } from './pin-fields.tsx';

interface Props {
  /** There is nobody yet: it must be an admin with a PIN. */
  first?: boolean;
  /** Given, it is this person who is changed. */
  person?: Operator;
  onDone?: () => void;
}

/** Adds a person, or changes one's role and PIN. */
export function PersonForm({ first = false, person, onDone }: Props) {
  const { w } = useWords();
  const save = useAct('operators.save');
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? (first ? 'admin' : 'technician'));
  const [pin, setPin] = useState(noPin);
  const ready = name.trim() !== '' && (pinIsNew(pin) || (!first && pinIsEmpty(pin)));
  const hint = person
    ? 'operators.pinStays'
    : first
      ? 'operators.pinHint'
      : 'operators.pinOptional';
  const send = async () => {
    const saved = await save.run({ name, role, ...(pinIsEmpty(pin) ? {} : { pin: pin.pin }) });
    if (!saved) return;
    setPin(noPin);
    if (!person) setName('');
    onDone?.();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void send();
      }}
    >
      {!person && (
        <TextInput
          label={w('operators.name')}
          value={name}
          maxLength={64}
          required
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {!first && (
        <Choice
          label={w('operators.role')}
          value={role}
          data={roles.map((value) => ({ value, label: w(`role.${value}`) }))}
          onChange={setRole}
        />
      )}
      <PinFields value={pin} hint={w(hint)} required={first} onChange={setPin} />
      <Button type="submit" disabled={!ready} loading={save.busy}>
        {w(person ? 'save' : first ? 'operators.addFirst' : 'operators.add')}
      </Button>
      <ProblemNote problem={save.problem} />
    </form>
  );
}
