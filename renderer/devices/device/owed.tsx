import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '../../../shared/models/operation.ts';
import { Chip } from '../../common/chip.tsx';
import { Undo } from '../../life/undo.tsx';
import { undoOffer } from '../../life/undo-offer.ts';
import { useMayNot } from '../../role.tsx';
import { addressOf } from '../../route.ts';
import { stateShape } from '../../sync/states.ts';
import { useNow } from '../../use-now.ts';
import { useWords } from '../../words.tsx';
import styles from './device.module.css';

interface Props {
  operations: Operation[];
  onDone: () => void;
}

/** What is owed to the cloud of this device, and what was: newest first, with undo where it is offered. */
export function Owed({ operations, onDone }: Props) {
  const { w } = useWords();
  const [undoing, setUndoing] = useState<Operation | null>(null);
  const whyNot = useMayNot('sync.undo');
  const open = operations.some(({ state }) =>
    ['queued', 'sending', 'in_doubt', 'parked'].includes(state),
  );
  return (
    <>
      {!open && <p className={styles.note}>{w('device.owedNone')}</p>}
      <ul className={styles.owed}>
        {operations.toReversed().map((operation) => (
          <OwedRow
            key={operation.seq}
            operation={operation}
            lane={operations}
            whyNot={whyNot}
            onUndo={() => setUndoing(operation)}
          />
        ))}
      </ul>
      {whyNot && operations.length > 0 && <p className={styles.note}>{whyNot}</p>}
      <Undo operation={undoing} onClose={() => setUndoing(null)} onDone={onDone} />
    </>
  );
}

interface RowProps {
  operation: Operation;
  lane: Operation[];
  whyNot: string | null;
  onUndo: () => void;
}

function OwedRow({ operation, lane, whyNot, onUndo }: RowProps) {
  const { w, age, sentence } = useWords();
  const now = useNow(1000);
  const { seq, kind, state, problem, createdAt, otherSn } = operation;
  const undo = `${w('undo.open')}: ${w(`kind.${kind}`)}`;
  return (
    <li>
      <div>
        <p className={styles.owedHead}>
          <strong>{w(`kind.${kind}`)}</strong>
          <Chip kind={stateShape[state]}>{w(`op.${state}`)}</Chip>
          <span className={styles.age}>{age(now - createdAt)}</span>
          {otherSn && <span className={`mono ${styles.age}`}>{otherSn}</span>}
        </p>
        {problem && (
          <p className={styles.why}>
            {sentence(problem)} <code>{problem.code}</code>
          </p>
        )}
      </div>
      {state === 'parked' && (
        <Button component="a" href={addressOf('sync', 'conflict', seq)} variant="light">
          {w('conflict.open')}
        </Button>
      )}
      {undoOffer(operation, lane) && (
        <Button
          variant="default"
          aria-label={undo}
          disabled={whyNot !== null}
          onClick={onUndo}
          {...(whyNot && { title: whyNot })}
        >
          {w('undo.open')}
        </Button>
      )}
    </li>
  );
}
