import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  whole?: boolean;
  disabled?: boolean;
  onChange: (value: number) => void;
  onRest?: () => void;
}

/** A number that is taken as it is typed wherever it is one; what is not keeps the field red and the number before. */
export function NumberField(props: Props) {
  const { label, value, min, max, whole = false, disabled = false, onChange, onRest } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | null => {
    const number = Number(text.trim().replace(',', '.'));
    const fits = text.trim() !== '' && Number.isFinite(number) && number >= min && number <= max;
    return fits && (!whole || Number.isInteger(number)) ? number : null;
  };
  const wrong = typed !== null && read(typed) === null;
  return (
    <TextInput
      label={label}
      inputMode={whole ? 'numeric' : 'decimal'}
      autoComplete="off"
      disabled={disabled}
      value={typed ?? String(value)}
      error={wrong && `${min} – ${max}`}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = read(text);
        if (number !== null) onChange(number);
      }}
      onBlur={() => {
        setTyped(null);
        onRest?.();
      }}
    />
  );
}
