import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { auditActs } from '../../../shared/models/audit.ts';
import { useWords } from '../../words.tsx';
import styles from './audit.module.css';

/** As it stands in the fields; days as `2026-11-28`. */
export interface Typed {
  search: string;
  unit: string;
  what: string;
  from: string;
  to: string;
}

export function AuditFilters({ typed, onType }: { typed: Typed; onType: (next: Typed) => void }) {
  const { w } = useWords();
  const acts = auditActs
    .map((value) => ({ value: value as string, label: w(`audit.act.${value}`) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const field = (name: Exclude<keyof Typed, 'what'>) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onType({ ...typed, [name]: event.currentTarget.value }),
  });
  return (
    <div className={styles.filters}>
      <TextInput
        {...field('search')}
        type="search"
        label={w('audit.search')}
        placeholder={w('audit.searchHint')}
        maxLength={128}
        leftSection={<IconSearch size={20} aria-hidden="true" />}
      />
      <TextInput {...field('unit')} type="search" label={w('audit.unit')} maxLength={64} />
      <Select
        label={w('audit.acts')}
        data={[{ value: '', label: w('audit.anyAct') }, ...acts]}
        value={typed.what}
        onChange={(what) => onType({ ...typed, what: what ?? '' })}
        allowDeselect={false}
        searchable
      />
      <TextInput {...field('from')} type="date" label={w('audit.from')} />
      <TextInput {...field('to')} type="date" label={w('audit.to')} />
    </div>
  );
}
