import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { AuditAct, AuditFilter } from '../../../shared/models/audit.ts';
import { Card } from '../../common/page.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from './audit.module.css';
import { AuditFilters, type Typed } from './filters.tsx';
import { AuditList } from './list.tsx';
import { AuditProof } from './proof.tsx';

const nothing: Typed = { search: '', unit: '', what: '', from: '', to: '' };

/** Who did what, for line leads and up. */
export function AuditLog() {
  const { w } = useWords();
  const mayNot = useMayNot('audit.list');
  const [typed, setTyped] = useState(nothing);
  const [asked] = useDebouncedValue(typed, 250);
  if (mayNot !== null) {
    return (
      <Card title={w('settings.audit')}>
        <p className="ink-off">{mayNot}</p>
      </Card>
    );
  }
  return (
    <div className={styles.log}>
      <Card title={w('settings.audit')}>
        <p className={styles.what}>{w('audit.what')}</p>
        <AuditProof />
      </Card>
      <Card>
        <AuditFilters typed={typed} onType={setTyped} />
        <AuditList filter={filterOf(asked)} />
      </Card>
    </div>
  );
}

const dayMs = 86_400_000;

/** Days are whole days of the reader's clock, both ends in. */
function filterOf({ search, unit, what, from, to }: Typed): AuditFilter {
  const start = (day: string) => new Date(`${day}T00:00`).getTime();
  return {
    ...(search.trim() && { search: search.trim() }),
    ...(unit.trim() && { unit: unit.trim() }),
    ...(what && { what: what as AuditAct }),
    ...(from && { from: start(from) }),
    ...(to && { to: start(to) + dayMs }),
  };
}
