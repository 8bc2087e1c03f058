import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MasterDatum, MasterValue } from '../../shared/models/catalog.ts';
import { nameIn } from '../../shared/names.ts';
import { useWords } from '../words.tsx';

interface Props {
  datum: MasterDatum;
  /** null: there is none. */
  value: MasterValue;
  onChange: (value: MasterValue) => void;
  error?: string | undefined;
  /** Something has to be given here. */
  required?: boolean;
}

/** The field in which a person gives a master datum its value, by its type; empty is no value. */
export function ValueField({ datum, value, onChange, error, required = false }: Props) {
  const { w, language } = useWords();
  const name = nameIn(datum, language);
  const shared = {
    label: datum.unit ? `${name} (${datum.unit})` : name,
    error,
    withAsterisk: required,
    'aria-required': required,
  };
  switch (datum.type) {
    case 'Boolean':
    case 'Enum': {
      const items =
        datum.type === 'Enum'
          ? (datum.items ?? []).map((item) => ({ value: item, label: item }))
          : [
              { value: 'true', label: w('yes') },
              { value: 'false', label: w('no') },
            ];
      return (
        <Select
          {...shared}
          data={items}
          value={value === null ? null : String(value)}
          onChange={(picked) =>
            onChange(datum.type === 'Enum' || picked === null ? picked : picked === 'true')
          }
          clearable={!required}
          searchable={items.length > 8}
        />
      );
    }
    case 'Integer':
    case 'Double':
      return <NumberField {...shared} value={value} onChange={onChange} />;
    case 'Date':
    case 'String':
    case 'StringI18n': {
      const text = typeof value === 'object' ? (value?.defaultValue ?? '') : String(value);
      const give = (typed: string) => {
        if (typed === '') return onChange(null);
        if (datum.type !== 'StringI18n') return onChange(typed);
        // Its translations stay what they were.
        const translated = typeof value === 'object' && value !== null ? value : {};
        return onChange({ ...translated, defaultValue: typed });
      };
      return (
        <TextInput
          {...shared}
          type={datum.type === 'Date' && !text.includes('T') ? 'date' : 'text'}
          value={text}
          maxLength={datum.type === 'String' ? (datum.maxLength ?? 4096) : 512}
          autoComplete="off"
          onChange={(event) => give(event.currentTarget.value)}
        />
      );
    }
  }
}

/** What a typed text is as a number: none, a number, or the text itself, which then is what is wrong. */
const numberOf = (text: string): MasterValue => {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  return Number.isFinite(Number(plain)) ? Number(plain) : text;
};

/** Keeps what was typed: "1.0" on the way to "1.05" is no 1. */
function NumberField({
  value,
  onChange,
  ...rest
}: Pick<Props, 'value' | 'onChange'> &
  Omit<React.ComponentProps<typeof TextInput>, 'value' | 'onChange'>) {
  const [typed, setTyped] = useState('');
  const text = numberOf(typed) === value ? typed : String(value ?? '');
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(numberOf(event.currentTarget.value));
      }}
    />
  );
}
