import { PasswordInput } from '@mantine/core';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';

export interface NewPin {
  pin: string;
  again: string;
}

const digitsOnly = (text: string) => text.replace(/\D/g, '').slice(0, 12);

/** A new PIN, twice: nobody can read what was mistyped. */
export function PinFields({
  value,
  hint,
  required,
  onChange,
}: {
  value: NewPin;
  hint: string;
  required: boolean;
  onChange: (next: NewPin) => void;
}) {
  const { w } = useWords();
  const differs = value.again !== '' && !value.pin.startsWith(value.again);
  const field = {
    inputMode: 'numeric',
    autoComplete: 'off',
    maxLength: 12,
    visibilityToggleButtonProps: { 'aria-label': w('operators.showPin') },
  } as const;
  return (
    <div className={styles.two}>
      <PasswordInput
        {...field}
        label={w('operators.newPin')}
        description={hint}
        value={value.pin}
        required={required}
        onChange={(event) => onChange({ ...value, pin: digitsOnly(event.currentTarget.value) })}
      />
      <PasswordInput
        {...field}
        label={w('operators.again')}
        // As high as the hint beside it.
        description={'\u00a0'}
        value={value.again}
        required={required}
        error={differs ? w('operators.differs') : undefined}
        onChange={(event) => onChange({ ...value, again: digitsOnly(event.currentTarget.value) })}
      />
    </div>
  );
}

export const noPin: NewPin = { pin: '', again: '' };
export const pinIsNew = ({ pin, again }: NewPin): boolean => pin.length >= 4 && pin === again;
export const pinIsEmpty = ({ pin, again }: NewPin): boolean => pin === '' && again === '';
