import { UnstyledButton } from '@mantine/core';
import { IconBackspace } from '@tabler/icons-react';
import { useWords } from '../words.tsx';
import styles from './log-on.module.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface Props {
  disabled: boolean;
  onDigit: (digit: string) => void;
  onRub: () => void;
}

/** Keys for gloves. They are reached by Tab too, though the keyboard's own digits are quicker. */
export function PinPad({ disabled, onDigit, onRub }: Props) {
  const { w } = useWords();
  const key = (digit: string) => (
    <UnstyledButton
      key={digit}
      className={styles.key}
      disabled={disabled}
      onClick={() => onDigit(digit)}
    >
      {digit}
    </UnstyledButton>
  );
  return (
    <fieldset className={styles.pad}>
      <legend className={styles.unseen}>{w('logOn.pad')}</legend>
      {digits.map(key)}
      <span />
      {key('0')}
      <UnstyledButton
        className={styles.key}
        disabled={disabled}
        onClick={onRub}
        aria-label={w('logOn.rub')}
      >
        <IconBackspace size={32} stroke={1.6} aria-hidden="true" />
      </UnstyledButton>
    </fieldset>
  );
}
