import { Button, Checkbox } from '@mantine/core';
import { IconArrowBarToDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { HandoverInfo, HandoverPlan, HandoverTaken } from '../../shared/models/handover.ts';
import { useAct, useQuery } from '../calls.ts';
import { GoodNote } from '../common/good-note.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { Shape } from '../common/shape.tsx';
import { useLacksRole } from '../role.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';
import { PlanFacts } from './plan-facts.tsx';
import { Trust } from './trust.tsx';

/** What a hand-over holds, whom it is of, and the question whether it is taken. */
export function Offer({ info, onDrop }: { info: HandoverInfo; onDrop: () => void }) {
  const { batch } = useStationState();
  const [done, setDone] = useState<HandoverTaken | null>(null);
  const fresh = `${info.id} ${done !== null} ${batch?.id} ${batch?.state}`;
  const { value, problem, refetch } = useQuery('handover.look', {}, fresh);
  const plan = value?.plan;
  return (
    <div className={styles.stack}>
      <ProblemNote problem={problem} />
      {plan && (
        <Question {...{ plan, done, onDrop }} onDone={setDone} onTrust={() => void refetch()} />
      )}
    </div>
  );
}

interface Props {
  plan: HandoverPlan;
  done: HandoverTaken | null;
  onDone: (taken: HandoverTaken) => void;
  onTrust: () => void;
  onDrop: () => void;
}

function Question({ plan, done, onDone, onTrust, onDrop }: Props) {
  const { w, when } = useWords();
  const [compared, setCompared] = useState(false);
  const [inUse, setInUse] = useState(false);
  const accept = useAct('handover.accept');
  const { info, trust, takenAt } = plan;
  const asks = plan.problem === null && takenAt === null && done === null;
  const engineer = info.kind === 'catalog' || trust === 'new';
  const lacks = useLacksRole(engineer ? 'engineer' : 'line-lead');
  const trusted = trust === 'known' || (trust === 'new' && compared);
  const take = async () => {
    const wish = { id: info.id, trust: compared ? info.fingerprint : null, accept: inUse };
    const taken = await accept.run(wish);
    if (taken?.saved) onDone(taken);
    else if (taken) setInUse(true);
  };
  return (
    <>
      <PlanFacts plan={plan} />
      {trust !== 'own' && <Trust plan={plan} onTrust={onTrust} />}
      {asks && trust === 'new' && (
        <Checkbox
          size="md"
          label={w('handover.compared', { name: info.station.name })}
          checked={compared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
      )}
      <ProblemNote problem={accept.problem ?? (done ? null : plan.problem)} />
      {inUse && !done && (
        <div className={styles.warn} role="alert">
          <Shape kind="warn" size={22} className="ink-warn" />
          <p>{w('handover.inUse')}</p>
        </div>
      )}
      {done ? (
        <GoodNote>{w(done.batchId === null ? 'handover.done' : 'handover.doneBatch')}</GoodNote>
      ) : (
        takenAt !== null && <GoodNote>{w('handover.again', { at: when(takenAt) })}</GoodNote>
      )}
      {asks && lacks !== null && <p className="ink-off">{lacks}</p>}
      <div className={styles.buttons}>
        {asks && (
          <Button
            size="lg"
            loading={accept.busy}
            disabled={!trusted || lacks !== null}
            leftSection={<IconArrowBarToDown size={24} aria-hidden="true" />}
            onClick={() => void take()}
          >
            {w(inUse ? 'handover.acceptInUse' : 'handover.accept')}
          </Button>
        )}
        <Button size="lg" variant="default" onClick={onDrop}>
          {w(asks ? 'handover.notNow' : 'close')}
        </Button>
      </div>
    </>
  );
}
