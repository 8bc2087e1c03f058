import { Button, Table } from '@mantine/core';
import type { Operation } from '../../shared/models/operation.ts';
import { Chip } from '../common/chip.tsx';
import { undoOffer } from '../life/undo-offer.ts';
import { addressOf } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { stateShape } from './states.ts';
import styles from './sync.module.css';

interface Props {
  operation: Operation;
  now: number;
  onRetry: () => void;
  onDiscard: () => void;
  onUndo: () => void;
  /** Those around it, as far as they are listed. */
  lane: Operation[];
  /** Why whoever sits here may not decide; null = they may. */
  whyNot: string | null;
}

export function OperationRow(props: Props) {
  const { operation, now, onRetry, onDiscard, onUndo, lane, whyNot } = props;
  const { w, number, age, sentence, dateTime } = useWords();
  const { state } = operation;
  const { lights } = useStationState();
  // What stops the whole link stops this one too, whatever it met before.
  const problem = (state === 'queued' ? lights.cloud.problem : null) ?? operation.problem;
  const plain = {
    variant: 'default',
    px: 12,
    disabled: whyNot !== null,
    ...(whyNot && { title: whyNot }),
  } as const;
  const waits = state === 'queued' && operation.nextAt > now;
  return (
    <Table.Tr>
      <Table.Td>
        <a
          className={`mono ${styles.link}`}
          href={addressOf('devices', operation.groupId, operation.deviceSn)}
        >
          {operation.deviceSn}
        </a>
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
        <div className={styles.rowActions}>
          {state === 'parked' && (
            <>
              <Button
                component="a"
                href={addressOf('sync', 'conflict', operation.seq)}
                px={12}
                aria-label={`${w('conflict.open')} ${operation.deviceSn}`}
              >
                {w('conflict.open')}
              </Button>
              <Button
                {...plain}
                onClick={onRetry}
                aria-label={`${w('sync.retry')} ${operation.deviceSn}`}
              >
                {w('sync.retry')}
              </Button>
              <Button
                {...plain}
                onClick={onDiscard}
                aria-label={`${w('sync.discard')} ${operation.deviceSn}`}
              >
                {w('sync.discard')}
              </Button>
            </>
          )}
          {undoOffer(operation, lane) && (
            <Button
              {...plain}
              onClick={onUndo}
              aria-label={`${w('undo.open')} ${w(`kind.${operation.kind}`)} ${operation.deviceSn}`}
            >
              {w('undo.open')}
            </Button>
          )}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
