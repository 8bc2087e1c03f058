import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { Operation, OperationState } from '../../shared/models/operation.ts';
import { useAct } from '../calls.ts';
import { Empty } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { Undo } from '../life/undo.tsx';
import { useMayNot } from '../role.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../words.tsx';
import { Discard } from './discard.tsx';
import { OperationRow } from './operation-row.tsx';
import { unconfirmed } from './states.ts';
import styles from './sync.module.css';
import { useOperations } from './use-operations.ts';

interface Props {
  filter: OperationState | null;
  freshness: string;
}

export function Operations({ filter, freshness }: Props) {
  const { w } = useWords();
  const now = useNow(1000);
  const list = useOperations(filter ? [filter] : unconfirmed, freshness);
  const retry = useAct('sync.retry');
  const [giving, setGiving] = useState<Operation | null>(null);
  const [undoing, setUndoing] = useState<Operation | null>(null);
  const whyNot = useMayNot('sync.retry');
  if (!list.items) return <ProblemNote problem={list.problem} />;
  return (
    <section className={styles.list} aria-label={w('sync.operations')}>
      <ProblemNote problem={list.problem ?? retry.problem} />
      {whyNot && list.items.length > 0 && <p className={styles.whyNot}>{whyNot}</p>}
      {list.items.length === 0 ? (
        <Empty title={w(filter ? 'sync.noneLike' : 'sync.none')}>
          <p>{filter ? '' : w('sync.noneHint')}</p>
        </Empty>
      ) : (
        <Table verticalSpacing="xs" stickyHeader className={styles.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{w('devices.sn')}</Table.Th>
              <Table.Th>{w('sync.kind')}</Table.Th>
              <Table.Th>{w('sync.state')}</Table.Th>
              <Table.Th>{w('sync.reason')}</Table.Th>
              <Table.Th ta="right">{w('sync.attempts')}</Table.Th>
              <Table.Th ta="right">{w('sync.age')}</Table.Th>
              <Table.Th>
                <span className={styles.hidden}>{w('sync.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.items.map((operation) => (
              <OperationRow
                key={operation.seq}
                operation={operation}
                now={now}
                onRetry={() => void retry.run({ seq: operation.seq }).then(list.refetch)}
                onDiscard={() => setGiving(operation)}
                onUndo={() => setUndoing(operation)}
                lane={list.items ?? []}
                whyNot={whyNot}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {list.hasMore && (
        <div className={styles.more}>
          <Button variant="default" onClick={list.more}>
            {w('sync.more')}
          </Button>
        </div>
      )}
      <Discard
        operation={giving}
        onClose={() => setGiving(null)}
        onDone={() => void list.refetch()}
      />
      <Undo
        operation={undoing}
        onClose={() => setUndoing(null)}
        onDone={() => void list.refetch()}
      />
    </section>
  );
}
