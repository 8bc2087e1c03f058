import { TextInput } from '@mantine/core';
import { readEscapes } from '../../shared/scanners/escapes.ts';
import { useWords } from '../words.tsx';

interface Props {
  label: string;
  value: string;
  /** Instead of how bytes are written. */
  hint?: string;
  max?: number;
  required?: boolean;
  onChange: (typed: string) => void;
}

/** Bytes as they are typed: text, and `\\xHH` for what is none. */
export function Bytes({ label, value, hint, max = 64, required = false, onChange }: Props) {
  const { w } = useWords();
  return (
    <TextInput
      label={label}
      description={hint ?? w('scanners.bytes')}
      classNames={{ input: 'mono' }}
      value={value}
      maxLength={max}
      required={required}
      error={readEscapes(value) === null ? w('scanners.bytesWrong') : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
