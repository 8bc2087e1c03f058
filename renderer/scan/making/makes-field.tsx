import { Switch } from '@mantine/core';
import { useMemo } from 'react';
import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import { useWords } from '../../words.tsx';
import styles from './making.module.css';
import { sampleSn } from './sample-sn.ts';

interface Props {
  group: RegistrationGroup | undefined;
  tag: string;
  /** More than one code of each unit is compared: there is nothing to make. */
  paired: boolean;
  checked: boolean;
  onChange: (makes: boolean) => void;
}

/** Whether the SNs of the batch are made instead of read. Only groups with a series offer it. */
export function MakesField({ group, tag, paired, checked, onChange }: Props) {
  const { w, sentence } = useWords();
  const sample = useMemo(() => group && sampleSn(group, tag, Date.now), [group, tag]);
  if (!sample) return null;
  // Before the batch tag is typed it is no fault that the SN lacks it.
  const early = !sample.ok && sample.problem.code === 'maker-tag' && tag.trim() === '';
  const hint = sample.ok ? (
    <>
      {w('making.like')} <span className="mono">{sample.value}</span>
    </>
  ) : early ? (
    w('making.likeTag')
  ) : (
    sentence(sample.problem)
  );
  return (
    <Switch
      className={styles.makes ?? ''}
      size="md"
      label={w('making.here')}
      description={paired ? w('making.paired') : hint}
      checked={checked && !paired}
      disabled={paired}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
