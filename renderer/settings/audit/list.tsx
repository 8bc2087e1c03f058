import { Button, Table } from '@mantine/core';
import type { ScreenWord } from '../../../resources/languages/en.ts';
import { type AuditEntry, type AuditFilter, auditActs } from '../../../shared/models/audit.ts';
import { Empty } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { addressOf } from '../../route.ts';
import { useWords } from '../../words.tsx';
import styles from './audit.module.css';
import { useAudit } from './use-audit.ts';

/** A newer station may have written acts that this window has no word for. */
const wordOf = (what: string): ScreenWord | null => {
  const known = auditActs.find((act) => act === what);
  return known ? `audit.act.${known}` : null;
};

export function AuditList({ filter }: { filter: AuditFilter }) {
  const { w } = useWords();
  const { items, problem, busy, more } = useAudit(filter);
  if (items.length === 0) {
    return (
      <>
        <ProblemNote problem={problem} />
        {!problem && (
          <Empty title={w(busy ? 'audit.looking' : 'audit.none')}>
            {!busy && <p>{w('audit.noneHint')}</p>}
          </Empty>
        )}
      </>
    );
  }
  return (
    <div className={styles.list} aria-busy={busy}>
      <ProblemNote problem={problem} />
      <Table stickyHeader verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">#</Table.Th>
            <Table.Th>{w('audit.at')}</Table.Th>
            <Table.Th>{w('audit.by')}</Table.Th>
            <Table.Th>{w('audit.acts')}</Table.Th>
            <Table.Th>{w('audit.unitHead')}</Table.Th>
            <Table.Th>{w('audit.about')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((entry) => (
            <Row key={entry.n} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
      {more && (
        <Button variant="default" loading={busy} onClick={more}>
          {w('audit.more')}
        </Button>
      )}
    </div>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const { w, dateTime, number } = useWords();
  const { n, at, by, what, place, groupId, deviceSn, about, detail } = entry;
  const word = wordOf(what);
  const facts = Object.entries(detail).filter(([, value]) => value !== '' && value !== null);
  return (
    <Table.Tr>
      <Table.Td ta="right" className={styles.number ?? ''}>
        {number(n)}
      </Table.Td>
      <Table.Td className={styles.when ?? ''}>{dateTime(at)}</Table.Td>
      <Table.Td>{by === '' ? <span className="ink-off">{w('audit.nobody')}</span> : by}</Table.Td>
      <Table.Td title={what}>{word ? w(word) : <code>{what}</code>}</Table.Td>
      <Table.Td>
        {deviceSn !== null && groupId !== null ? (
          <a className={`mono ${styles.link}`} href={addressOf('devices', groupId, deviceSn)}>
            {deviceSn}
          </a>
        ) : (
          deviceSn && <span className="mono">{deviceSn}</span>
        )}
        {groupId && <span className={styles.small}>{groupId}</span>}
      </Table.Td>
      <Table.Td className={styles.about ?? ''}>
        {about}
        {place && <span className={styles.small}>{place}</span>}
        {facts.length > 0 && (
          <span className={styles.small}>
            {facts.map(([name, value]) => `${name}: ${value}`).join(' · ')}
          </span>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
