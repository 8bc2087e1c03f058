import { Button, Table } from '@mantine/core';
import type { Operation } from '../../shared/models/operation.ts';
import { Chip } from '../common/chip.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { stateShape } from './states.ts';
import styles from './sync.module.css';

interface Props {
  operation: Operation;
  now: number;
  onRetry: () => void;
  onDiscard: () => void;
}

export function OperationRow({ operation, now, onRetry, onDiscard }: Props) {
  const { w, number, age, sentence, dateTime } = useWords();
  const { state } = operation;
  const { lights } = useStationState();
  // What stops the whole link stops this one too, whatever it met before.
  const problem = (state === 'queued' ? lights.cloud.problem : null) ?? operation.problem;
  const waits = state === 'queued' && operation.nextAt > now;
  return (
    <Table.Tr>
      <Table.Td>
        <span className="mono">{operation.deviceSn}</span>
        <br />
        <span className={styles.small}>{operation.groupId}</span>
      </Table.Td>
      <Table.Td>{w(`kind.${operation.kind}`)}</Table.Td>
      <Table.Td>
        <Chip kind={stateShape[state]}>{w(`op.${state}`)}</Chip>
      </Table.Td>
      <Table.Td className={styles.reason ?? ''}>
        {problem ? sentence(problem) : w(`op.${state}.hint`)}
        {problem && <code>{problem.code}</code>}
        {waits && (
          <span className={styles.small}>
            {w('sync.nextTry')}: {w('sync.in', { age: age(operation.nextAt - now) })}
          </span>
        )}
      </Table.Td>
      <Table.Td ta="right">{number(operation.attempts)}</Table.Td>
      <Table.Td ta="right" title={dateTime(operation.createdAt)} className={styles.nowrap ?? ''}>
        {age(now - operation.createdAt)}
      </Table.Td>
      <Table.Td>
        {state === 'parked' && (
          <div className={styles.rowActions}>
            <Button
              variant="default"
              onClick={onRetry}
              aria-label={`${w('sync.retry')} ${operation.deviceSn}`}
            >
              {w('sync.retry')}
            </Button>
            <Button
              variant="default"
              onClick={onDiscard}
              aria-label={`${w('sync.discard')} ${operation.deviceSn}`}
            >
              {w('sync.discard')}
            </Button>
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
