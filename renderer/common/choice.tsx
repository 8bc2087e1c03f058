import { SegmentedControl } from '@mantine/core';
import styles from './common.module.css';

interface Props<T extends string> {
  label: string;
  hint?: string;
  value: T;
  data: { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T extends string>({ label, hint, value, data, onChange }: Props<T>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <SegmentedControl
        value={value}
        data={data}
        size="md"
        aria-label={label}
        onChange={(next) => {
          const chosen = data.find((item) => item.value === next);
          if (chosen) onChange(chosen.value);
        }}
      />
      {hint && <p className="ink-off">{hint}</p>}
    </fieldset>
  );
}
