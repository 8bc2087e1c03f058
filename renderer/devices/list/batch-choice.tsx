import { Select } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '../../calls.ts';
import { useWords } from '../../words.tsx';
import styles from './narrow.module.css';

interface Props {
  /** Empty: of any batch, and of none. */
  value: string;
  onChange: (batchTag: string) => void;
  /** With its name in sight above it. */
  labelled?: boolean;
}

/** A station has more batches than a list shows: any part of a tag finds it. */
export function BatchChoice({ value, onChange, labelled = false }: Props) {
  const { w } = useWords();
  const [typed, setTyped] = useState('');
  // The tag that is chosen stands in the field, and is no search for itself.
  const search = typed === value ? '' : typed;
  const found = useQuery('batches.tags', { search });
  const tags = found.value?.items ?? [];
  return (
    <Select
      className={labelled ? '' : (styles.batch ?? '')}
      size="md"
      {...(labelled ? { label: w('devices.batch') } : { 'aria-label': w('devices.batch') })}
      placeholder={w('devices.allBatches')}
      data={value === '' || tags.includes(value) ? tags : [value, ...tags]}
      value={value || null}
      onChange={(tag) => onChange(tag ?? '')}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={w('devices.noBatch')}
      maxLength={64}
      clearable
      clearButtonProps={{ 'aria-label': w('devices.allBatches') }}
    />
  );
}
