import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { DeviceFilter } from '../../../shared/models/device-filter.ts';
import { isTextField } from '../../scan/text-field.ts';
import { useWords } from '../../words.tsx';
import styles from '../devices.module.css';
import type { Chosen } from './ask.ts';

export interface Filter {
  /** As it stands in the field; `search` is what was asked for. */
  typed: string;
  setTyped: (typed: string) => void;
  search: string;
  chosen: Chosen;
  setChosen: (chosen: Chosen) => void;
  /** All of it, as the station is asked. */
  ask: DeviceFilter;
}

export function Filters({ filter, names }: { filter: Filter; names: Map<string, string> }) {
  const { w } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTextField(event.target)) return;
      event.preventDefault();
      // What is typed next is a new search.
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Select
        className={styles.filter ?? ''}
        aria-label={w('devices.group')}
        data={[
          { value: '', label: w('devices.allGroups') },
          ...[...names].map(([value, name]) => ({ value, label: `${name} · ${value}` })),
        ]}
        value={filter.chosen.groupId}
        onChange={(value) => filter.setChosen({ ...filter.chosen, groupId: value ?? '' })}
        allowDeselect={false}
      />
      <TextInput
        ref={field}
        className={styles.search ?? ''}
        type="search"
        aria-label={w('devices.search')}
        placeholder={w('devices.search')}
        leftSection={<IconSearch size={20} aria-hidden="true" />}
        value={filter.typed}
        maxLength={10_000}
        onChange={(event) => filter.setTyped(event.currentTarget.value)}
      />
    </>
  );
}
