import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MasterValue } from '../../../shared/models/catalog.ts';
import { nameIn } from '../../../shared/names.ts';
import { ValueField } from '../../common/value-field.tsx';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import type { ActFormProps } from './allocate-form.tsx';
import { changeOf, commonMasterData, type EditField, editFields, valueOf } from './edit-form.ts';
import { FormFrame } from './form-frame.tsx';

/** What is ticked changes on all of them; what is not stays as each one has it. Typing ticks. */
export function EditForm({ catalog, devices, asked, acting }: ActFormProps) {
  const { w, language } = useWords();
  const fields = editFields(catalog, devices);
  const [ticked, setTicked] = useState<Record<string, MasterValue>>({});
  const change = changeOf(fields, ticked);
  const name = (field: EditField) =>
    field.kind === 'datum' ? nameIn(field.datum, language) : w(`fact.${field.id}`);
  const tick = (id: string, value: MasterValue) => setTicked({ ...ticked, [id]: value });
  const untick = (id: string) => {
    const { [id]: _, ...rest } = ticked;
    setTicked(rest);
  };
  return (
    <FormFrame
      acting={acting}
      ready={change !== null}
      onSubmit={() => change && void acting.propose({ action: 'edit', devices: asked, change })}
    >
      <p className="ink-off">
        {w('edit.hint')} {!commonMasterData(catalog, devices) && w('edit.mixed')}
      </p>
      <ul className={styles.fields}>
        {fields.map((field, index) => {
          const { id } = field;
          const isTicked = ticked[id] !== undefined;
          const before = valueOf(field, Array.isArray(asked) ? devices : []);
          const value = isTicked ? (ticked[id] ?? null) : before;
          return (
            <li key={id} data-ticked={isTicked || undefined}>
              <Checkbox
                size="lg"
                {...(index === 0 && { 'data-autofocus': true })}
                aria-label={w('edit.change', { name: name(field) })}
                checked={isTicked}
                onChange={(event) => (event.currentTarget.checked ? tick(id, before) : untick(id))}
              />
              {field.kind === 'datum' ? (
                <ValueField datum={field.datum} value={value} onChange={(next) => tick(id, next)} />
              ) : (
                <TextInput
                  label={name(field)}
                  value={value === null ? '' : String(value)}
                  maxLength={field.max}
                  autoComplete="off"
                  onChange={(event) => tick(id, event.currentTarget.value)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {change === null && <p className="ink-off">{w('edit.nothing')}</p>}
    </FormFrame>
  );
}
