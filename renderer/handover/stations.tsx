import { Button } from '@mantine/core';
import { useState } from 'react';
import { inGroups } from '../../shared/certificate/certificate.ts';
import type { HandoverStation } from '../../shared/models/handover.ts';
import { useAct, useQuery } from '../calls.ts';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { whoDid } from '../life/who.ts';
import { useMayNot } from '../role.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';

/** Whom this station trusts, and what it has from them. */
export function Stations() {
  const { w, number, when, dateTime } = useWords();
  const { handover, batch } = useStationState();
  const [going, setGoing] = useState<HandoverStation | null>(null);
  const [gone, setGone] = useState(0);
  const fresh = `${handover.offer?.id} ${batch?.id} ${batch?.state} ${gone}`;
  const { value, problem } = useQuery('handover.stations', {}, fresh);
  const forget = useAct('handover.forget');
  const mayNot = useMayNot('handover.forget');
  const go = async (reason: string) => {
    if (!going || !(await forget.run({ stationId: going.id, reason }))) return;
    setGoing(null);
    setGone(gone + 1);
  };
  return (
    <Card title={w('handover.stations')}>
      <ProblemNote problem={problem} />
      {value?.own && (
        <div className={styles.own}>
          <p className={styles.small}>{w('handover.own')}</p>
          <p className={styles.print}>{inGroups(value.own)}</p>
        </div>
      )}
      {value?.items.length === 0 && <p className="ink-off">{w('handover.none')}</p>}
      <ul className={styles.stations}>
        {value?.items.map((each) => (
          <li key={each.id}>
            <div>
              <p>
                <strong>{each.name}</strong>{' '}
                <span className="ink-off">
                  {w('handover.trusted', {
                    at: when(each.trustedAt),
                    by: whoDid(each.trustedBy, { w }),
                  })}
                </span>
              </p>
              <p className={styles.told}>
                {each.digest && (
                  <span>
                    {w('handover.digestOf', {
                      count: number(each.digest.count),
                      at: dateTime(each.digest.madeAt),
                    })}
                  </span>
                )}
                {each.units > 0 && (
                  <span>{w('handover.unitsOf', { units: number(each.units) })}</span>
                )}
              </p>
              <p className={styles.print}>{inGroups(each.fingerprint)}</p>
            </div>
            <Button
              variant="default"
              disabled={mayNot !== null}
              {...(mayNot !== null && { title: mayNot })}
              onClick={() => setGoing(each)}
            >
              {w('handover.forget')}
            </Button>
          </li>
        ))}
      </ul>
      <ReasonDialog
        opened={going !== null}
        title={w('handover.forget')}
        what={w('handover.forgetWhat', { name: going?.name ?? '' })}
        label={w('handover.reason')}
        go={w('handover.forget')}
        grave
        busy={forget.busy}
        problem={forget.problem}
        onGo={(reason) => void go(reason)}
        onClose={() => setGoing(null)}
      />
    </Card>
  );
}
