import { Select, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { type FieldName, fieldNames } from '../../../../shared/labels/fields.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';

interface Props {
  label: string;
  value: string;
  /** Identifiers of the master data that may be placed. */
  masterData: readonly string[];
  max: number;
  onChange: (text: string) => void;
  onRest: () => void;
}

/** A text with fields in braces; the list puts one in where the cursor is. */
export function FieldText({ label, value, masterData, max, onChange, onRest }: Props) {
  const { w } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const put = (name: string) => {
    const at = input.current?.selectionStart ?? value.length;
    const end = input.current?.selectionEnd ?? at;
    const next = `${value.slice(0, at)}{${name}}${value.slice(end)}`;
    if (next.length > max) return;
    onChange(next);
    onRest();
    input.current?.focus();
  };
  const known: readonly FieldName[] = fieldNames;
  return (
    <div className={styles.fieldText}>
      <TextInput
        ref={input}
        label={label}
        value={value}
        maxLength={max}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onRest}
      />
      <Select
        aria-label={w('design.putField', { label })}
        placeholder={w('design.field')}
        data={[
          ...known.map((name) => ({ value: name, label: w(`design.field.${name}`) })),
          ...masterData.map((name) => ({ value: `masterData.${name}`, label: name })),
        ]}
        value={null}
        searchable
        onChange={(name) => name && put(name)}
      />
    </div>
  );
}
