import {
  PasswordInput,
  Select,
  Switch,
  Textarea,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';
import { useFault } from './form.tsx';

/** Hints below the inputs: fields side by side stay on one line, whatever is said about them. */
const inputWrapperOrder: NonNullable<TextInputProps['inputWrapperOrder']> = [
  'label',
  'input',
  'error',
  'description',
];

interface TextProps {
  path: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  mono?: boolean;
  required?: boolean;
  readOnly?: boolean;
  /** More than one line. */
  rows?: number;
}

/** A field that says what is wrong with it. Its length is told, never cut: nothing typed is lost. */
export function TextField({ path, label, hint, value, onChange, mono, rows, ...rest }: TextProps) {
  const { error, onBlur } = useFault(path);
  const common = {
    ...rest,
    label,
    inputWrapperOrder,
    description: hint,
    value,
    error,
    onBlur,
    autoComplete: 'off',
    spellCheck: rows !== undefined && !mono,
    classNames: mono ? { input: 'mono' } : {},
    'data-path': path,
  };
  return rows === undefined ? (
    <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <Textarea
      {...common}
      autosize
      minRows={rows}
      maxRows={Math.max(rows, 8)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** An identifier: typed once, shown ever after. */
export function IdentifierField({ made, ...props }: Omit<TextProps, 'hint'> & { made: boolean }) {
  const { w } = useWords();
  return (
    <TextField
      {...props}
      mono
      required={!made}
      readOnly={made}
      hint={w(made ? 'field.fixed' : 'field.fixedNew')}
    />
  );
}

/** Never filled with what is held: that does not leave the vault. */
export function SecretField({ path, label, hint, value, onChange }: TextProps) {
  const { w } = useWords();
  const { error, onBlur } = useFault(path);
  return (
    <PasswordInput
      label={label}
      inputWrapperOrder={inputWrapperOrder}
      description={hint}
      value={value}
      error={error}
      onBlur={onBlur}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': w('field.groupSecret.show') }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface SelectProps {
  path: string;
  label: string;
  hint?: string;
  value: string;
  data: { value: string; label: string }[];
  onChange: (value: string) => void;
  required?: boolean;
}

export function SelectField({ path, label, hint, value, data, onChange, required }: SelectProps) {
  const { w } = useWords();
  const { error, onBlur } = useFault(path);
  return (
    <Select
      label={label}
      inputWrapperOrder={inputWrapperOrder}
      description={hint ?? (data.length === 0 ? w('edit.noLinks') : undefined)}
      placeholder={w('edit.chooseLink')}
      data={data}
      value={value === '' && !data.some((each) => each.value === '') ? null : value}
      error={error}
      onBlur={onBlur}
      required={required ?? false}
      allowDeselect={false}
      searchable={data.length > 8}
      onChange={(next) => onChange(next ?? '')}
    />
  );
}

interface SwitchProps {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function SwitchField({ label, hint, checked, onChange }: SwitchProps) {
  return (
    <Switch
      className={styles.switch ?? ''}
      label={label}
      description={hint}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
