import type { ScreenWord } from '../../resources/languages/en.ts';
import type { Job, JobResult } from '../../shared/models/action.ts';
import type { OperationKind } from '../../shared/models/operation.ts';
import { useQuery } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { stateShape } from '../sync/states.ts';
import { useWords } from '../words.tsx';
import styles from './jobs.module.css';
import { stepsOf } from './steps.ts';

const words: Partial<Record<OperationKind, ScreenWord>> = {
  reset: 'move.takenBack',
  allocate: 'move.allocatedAnew',
  replace: 'replace.taken',
};

interface Props {
  job: Job;
  item: JobResult;
  freshness: string;
}

/** Taken back, then allocated anew: how far one device is between the two. */
export function TwoSteps({ job, item, freshness }: Props) {
  const { w } = useWords();
  const { groupId, deviceSn } = item;
  const { value } = useQuery('devices.get', { groupId, deviceSn }, freshness);
  const steps = value ? stepsOf(job, item, value.operations) : [];
  if (steps.length === 0) return null;
  return (
    <ul className={styles.steps}>
      {steps.map(({ kind, state }, index) => (
        <li key={kind}>
          <Chip kind={stateShape[state]}>
            {index + 1}. {w(words[kind] ?? `kind.${kind}`)}
            <span className="ink-off">{w(`op.${state}`)}</span>
          </Chip>
        </li>
      ))}
    </ul>
  );
}
