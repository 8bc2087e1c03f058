import { Button, NumberInput, Select } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAct, useQuery } from '../../calls.ts';
import { Card, Empty } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../labels.module.css';
import { LedgerFacts } from './ledger-facts.tsx';

/** Labels move with each unit; people read their numbers once a second at most. */
const askEveryMs = 1000;

/** Where the labels of a batch are: that in work, else the newest, or the one that is chosen. */
export function BatchLedger() {
  const { w } = useWords();
  const { batch } = useStationState();
  const batches = useQuery('batches.list', { limit: 200 }, `${batch?.id} ${batch?.state}`);
  const [chosen, setChosen] = useState('');
  const items = batches.value?.items ?? [];
  const picked = chosen || (batch?.id ?? items[0]?.id ?? '');
  return (
    <Card title={w('ledger.title')}>
      <div className={styles.form}>
        <ProblemNote problem={batches.problem} />
        {picked === '' ? (
          batches.value && <Empty title={w('ledger.none')} />
        ) : (
          <>
            <Select
              label={w('ledger.batch')}
              data={items.map(({ id, tag, groupId }) => ({
                value: id,
                label: `${tag} · ${groupId}`,
              }))}
              value={picked}
              onChange={(id) => setChosen(id ?? '')}
              allowDeselect={false}
            />
            <OneLedger key={picked} batchId={picked} />
          </>
        )}
      </div>
    </Card>
  );
}

function OneLedger({ batchId }: { batchId: string }) {
  const { w } = useWords();
  const { printing } = useStationState();
  const freshness = useThrottledValue(JSON.stringify(printing), askEveryMs);
  const { value, problem, refetch } = useQuery('printing.ledger', { batchId }, freshness);
  const count = useAct('printing.count');
  const mayNot = useMayNot('printing.count');
  const [inHand, setInHand] = useState<number | null>(null);
  const keep = async () => {
    if (inHand === null || !(await count.run({ batchId, inHand }))) return;
    setInHand(null);
    await refetch();
  };
  return (
    <>
      <ProblemNote problem={problem} />
      {value && <LedgerFacts ledger={value} />}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        {/* Empty, and not what the ledger has: a count that only agrees with what was shown counts nothing. */}
        <NumberInput
          label={w('ledger.count')}
          value={inHand ?? ''}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          onChange={(next) => setInHand(typeof next === 'number' ? next : null)}
        />
        <ProblemNote problem={count.problem} />
        <Button
          type="submit"
          size="xl"
          loading={count.busy}
          disabled={inHand === null || mayNot !== null}
          {...(mayNot !== null && { title: mayNot })}
        >
          {w('ledger.keep')}
        </Button>
      </form>
    </>
  );
}
