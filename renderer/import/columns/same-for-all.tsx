import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { takenTargets, targetsFor } from './draft.ts';
import { type ColumnsPart, useTargetName } from './mapped.tsx';

/** What stands in no column and is the same for each row. */
export function SameForAll({ catalog, groupId, draft, onChange }: Omit<ColumnsPart, 'look'>) {
  const { w } = useWords();
  const nameOf = useTargetName(catalog, groupId);
  const [to, setTo] = useState<string | null>(null);
  const [text, setText] = useState('');
  const taken = takenTargets(draft);
  const free = targetsFor(catalog, groupId).filter(
    (each) => each !== 'deviceSn' && !taken.has(each),
  );
  const add = () => {
    if (to === null) return;
    onChange({ ...draft, constants: [...draft.constants, { to, text }] });
    setTo(null);
    setText('');
  };
  return (
    <fieldset className={styles.same}>
      <legend>{w('import.same')}</legend>
      <ul>
        {draft.constants.map((each) => (
          <li key={each.to}>
            <b>{nameOf(each.to)}</b> {each.text}
            <Button
              variant="subtle"
              onClick={() =>
                onChange({ ...draft, constants: draft.constants.filter((one) => one !== each) })
              }
            >
              {w('import.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.sameAdd}>
        <Select
          label={w('import.sameWhat')}
          data={free.map((each) => ({ value: each, label: nameOf(each) }))}
          value={to}
          onChange={setTo}
        />
        <TextInput
          label={w('import.sameText')}
          value={text}
          maxLength={512}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button variant="default" disabled={to === null || text === ''} onClick={add}>
          {w('import.sameAdd')}
        </Button>
      </div>
    </fieldset>
  );
}
