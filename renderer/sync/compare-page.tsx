import { Button } from '@mantine/core';
import { IconArrowLeft, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import type { ReconciledBatch } from '../../shared/models/reconcile.ts';
import { useAct, useQuery } from '../calls.ts';
import { GoodNote } from '../common/good-note.tsx';
import { Card, Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { addressOf } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './compare.module.css';
import sync from './sync.module.css';

/** Station against cloud, batch by batch: what is the same, what waits, and what drifted with the way out. */
export function ComparePage() {
  const { w, number, dateTime } = useWords();
  const compare = useAct('reconcile.run');
  const { value: before } = useQuery('reconcile.last', {});
  const [found, setFound] = useState<CallOutput<'reconcile.run'> | null>(null);
  return (
    <Page
      arrives
      title={w('compare.title')}
      hint={w('compare.hint')}
      actions={
        <>
          <Button
            component="a"
            href={addressOf('sync')}
            variant="default"
            leftSection={<IconArrowLeft size={20} aria-hidden="true" />}
          >
            {w('conflict.back')}
          </Button>
          <Button
            loading={compare.busy}
            leftSection={<IconScale size={20} aria-hidden="true" />}
            onClick={() => void compare.run({}).then((answer) => answer && setFound(answer))}
          >
            {w('compare.now')}
          </Button>
        </>
      }
    >
      <div className={sync.body}>
        <ProblemNote problem={compare.problem} />
        {!found && (
          <p className="ink-off">
            {before?.last
              ? w('compare.last', {
                  at: dateTime(before.last.at),
                  count: number(before.last.compared),
                  drifting: number(before.last.drifting),
                })
              : w('compare.never')}
          </p>
        )}
        {found?.batches.map((batch) => (
          <Batch key={`${batch.groupId} ${batch.tag ?? ''}`} batch={batch} />
        ))}
        {found && found.more > 0 && <p>{w('compare.more', { count: number(found.more) })}</p>}
      </div>
    </Page>
  );
}

function Batch({ batch }: { batch: ReconciledBatch }) {
  const { w, number } = useWords();
  const { groupId, tag, compared, same, waiting, different, onlyHere, onlyThere, drifts } = batch;
  const drifting = different + onlyHere + onlyThere;
  return (
    <Card title={`${tag ?? w('compare.noBatch')} · ${groupId}`}>
      {drifting === 0 ? (
        <GoodNote>
          {w('compare.same', { count: number(compared), waiting: number(waiting) })}
        </GoodNote>
      ) : (
        <p>
          <strong>
            {w('compare.drifts', {
              count: number(drifting),
              same: number(same),
              waiting: number(waiting),
            })}
          </strong>
        </p>
      )}
      <ul className={styles.drifts}>
        {drifts.map((drift) => (
          <li key={drift.deviceSn}>
            <a className={styles.sn} href={addressOf('devices', groupId, drift.deviceSn)}>
              {drift.deviceSn}
            </a>
            <ProblemNote problem={drift.problem} />
            {drift.fields.map(({ field, here, there }) => (
              <p key={field} className={styles.field}>
                {w('compare.field', { field, here: here || '–', there: there || '–' })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
