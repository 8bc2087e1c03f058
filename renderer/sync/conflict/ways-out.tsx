import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Conflict } from '../../../shared/models/conflict.ts';
import { useAct } from '../../calls.ts';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { SnField } from '../../scan/sn-field.tsx';
import { useWords } from '../../words.tsx';
import styles from './conflict.module.css';
import { isGrave, isReady, undecided, waysOf } from './ways.ts';

/** The ways out that fit the case, each with what it will do; one is taken, with a reason. */
export function WaysOut({ conflict, onDecided }: { conflict: Conflict; onDecided: () => void }) {
  const { w } = useWords();
  const resolve = useAct('conflicts.resolve');
  const whyNot = useMayNot('conflicts.resolve');
  const [decision, setDecision] = useState(undecided);
  const { way, deviceSn, reason } = decision;
  const { seq, groupId } = conflict.operation;
  const ready = isReady(decision) && whyNot === null;
  const go = async () => {
    if (!way) return;
    const about = { seq, way, reason: reason.trim() };
    const done = await resolve.run(way === 'correct' ? { ...about, deviceSn } : about);
    if (done) onDecided();
  };
  return (
    <Card title={w('conflict.ways')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !resolve.busy) void go();
        }}
      >
        {whyNot && <p className={styles.whyNot}>{whyNot}</p>}
        <Radio.Group
          aria-label={w('conflict.chosen')}
          value={way ?? ''}
          onChange={(chosen) =>
            setDecision({
              ...decision,
              way: waysOf(conflict).find((one) => one === chosen) ?? null,
            })
          }
        >
          <div className={styles.ways}>
            {waysOf(conflict).map((one) => (
              <Radio.Card
                key={one}
                value={one}
                className={styles.way ?? ''}
                disabled={whyNot !== null}
              >
                <Radio.Indicator size="lg" />
                <span>
                  <strong>{w(`way.${one}`)}</strong>
                  <br />
                  {w(`way.${one}.what`)}
                </span>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
        {way === 'correct' && (
          <SnField
            label={w('conflict.rightSn')}
            take={w('replace.take')}
            groupId={groupId}
            onSn={(sn) => setDecision((before) => ({ ...before, deviceSn: sn }))}
          />
        )}
        {way === 'correct' && deviceSn !== '' && (
          <p>
            {w('detail.newSn')}: <strong className="mono">{deviceSn}</strong>
          </p>
        )}
        <Textarea
          label={w('conflict.reason')}
          value={reason}
          maxLength={256}
          rows={2}
          required
          disabled={whyNot !== null}
          onChange={(event) => setDecision({ ...decision, reason: event.currentTarget.value })}
        />
        <ProblemNote problem={resolve.problem} />
        <Button
          type="submit"
          size="xl"
          fz={19}
          className={styles.go ?? ''}
          {...(isGrave(way) && { color: 'red.9' })}
          disabled={!ready}
          loading={resolve.busy}
        >
          {way ? w(`way.${way}`) : w('conflict.go')}
        </Button>
      </form>
    </Card>
  );
}
