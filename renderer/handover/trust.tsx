import { Button } from '@mantine/core';
import { useState } from 'react';
import { inGroups } from '../../shared/certificate/certificate.ts';
import type { HandoverPlan } from '../../shared/models/handover.ts';
import { useAct } from '../calls.ts';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { Shape } from '../common/shape.tsx';
import { useMayNot } from '../role.tsx';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';

/** Whether the station that signed is known, and its fingerprint to be compared. */
export function Trust({ plan, onTrust }: { plan: HandoverPlan; onTrust: () => void }) {
  const { w } = useWords();
  const { info, trust, before } = plan;
  const { name } = info.station;
  const [asking, setAsking] = useState(false);
  const confirm = useAct('handover.trust');
  const mayNot = useMayNot('handover.trust');
  const changed = trust === 'changed';
  const go = async (reason: string) => {
    const { id, fingerprint } = info;
    if (!(await confirm.run({ id, fingerprint, reason }))) return;
    setAsking(false);
    onTrust();
  };
  return (
    <div className={styles.trust} data-trust={trust}>
      <p className={styles.trustTitle}>
        <Shape
          kind={trust === 'known' ? 'ok' : changed ? 'bad' : 'warn'}
          size={22}
          className={trust === 'known' ? 'ink-ok' : changed ? 'ink-bad' : 'ink-warn'}
        />
        <strong>{trust === 'own' ? name : w(`handover.${trust}`, { name })}</strong>
      </p>
      {trust === 'new' && <p>{w('handover.newHint', { name })}</p>}
      {changed && <p>{w('handover.changedHint')}</p>}
      <p className={styles.small}>{w('handover.fingerprint')}</p>
      <p className={styles.print}>{inGroups(info.fingerprint)}</p>
      {changed && before !== null && (
        <>
          <p className={styles.small}>{w('handover.before')}</p>
          <p className={styles.print}>{inGroups(before)}</p>
          <Button
            variant="default"
            disabled={mayNot !== null}
            {...(mayNot !== null && { title: mayNot })}
            onClick={() => setAsking(true)}
          >
            {w('handover.confirmKey')}
          </Button>
        </>
      )}
      <ReasonDialog
        opened={asking}
        title={w('handover.confirmKey')}
        what={w('handover.newHint', { name })}
        label={w('handover.reason')}
        go={w('handover.confirmKey')}
        grave
        busy={confirm.busy}
        problem={confirm.problem}
        onGo={(reason) => void go(reason)}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
