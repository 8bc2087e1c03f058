import { UnstyledButton } from '@mantine/core';
import type { OperationState, QueueCounts } from '../../shared/models/operation.ts';
import { Chip } from '../common/chip.tsx';
import { useWords } from '../words.tsx';
import { countKey, stateOrder, stateShape } from './states.ts';
import styles from './sync.module.css';

interface Props {
  queue: QueueCounts;
  chosen: OperationState | null;
  onChoose: (state: OperationState | null) => void;
}

/** How many operations are in each state; each count opens its list. */
export function Counts({ queue, chosen, onChoose }: Props) {
  const { w, number } = useWords();
  return (
    <fieldset className={styles.counts} aria-label={w('sync.counts')}>
      {stateOrder.map((state) => {
        const count = queue[countKey[state]];
        return (
          <UnstyledButton
            key={state}
            className={styles.count}
            aria-pressed={chosen === state}
            onClick={() => onChoose(chosen === state ? null : state)}
          >
            <strong>{number(count)}</strong>
            <Chip kind={count === 0 && state !== 'confirmed' ? 'off' : stateShape[state]}>
              {w(`op.${state}`)}
            </Chip>
          </UnstyledButton>
        );
      })}
    </fieldset>
  );
}
