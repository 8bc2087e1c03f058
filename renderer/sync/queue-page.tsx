import { Button } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import {
  IconListCheck,
  IconQrcode,
  IconRefresh,
  IconRotateClockwise,
  IconScale,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { OperationState } from '../../shared/models/operation.ts';
import { useAct } from '../calls.ts';
import { Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useMayNot } from '../role.tsx';
import { addressOf } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { Counts } from './counts.tsx';
import { Operations } from './operations.tsx';
import { Summary } from './summary.tsx';
import styles from './sync.module.css';

/** Everything that is owed to the cloud, with its reason and its age: nothing waits silently. */
export function QueuePage() {
  const { w } = useWords();
  const { queue, sync } = useStationState();
  const [filter, setFilter] = useState<OperationState | null>(null);
  const now = useAct('sync.now');
  const retry = useAct('sync.retry');
  const whyNot = useMayNot('sync.retry');
  const freshness = useThrottledValue(JSON.stringify(queue), 1000);
  return (
    <Page
      title={w('nav.sync')}
      hint={w('sync.hint')}
      actions={
        <>
          <Button
            component="a"
            href={addressOf('sync', 'handover')}
            variant="default"
            leftSection={<IconQrcode size={20} aria-hidden="true" />}
          >
            {w('handover.open')}
          </Button>
          <Button
            component="a"
            href={addressOf('sync', 'compare')}
            variant="default"
            leftSection={<IconScale size={20} aria-hidden="true" />}
          >
            {w('compare.open')}
          </Button>
          <Button
            component="a"
            href={addressOf('sync', 'actions')}
            variant="default"
            leftSection={<IconListCheck size={20} aria-hidden="true" />}
          >
            {w('jobs.open')}
          </Button>
          {queue.parked > 0 && (
            <Button
              variant="default"
              loading={retry.busy}
              disabled={whyNot !== null}
              {...(whyNot && { title: whyNot })}
              leftSection={<IconRotateClockwise size={20} aria-hidden="true" />}
              onClick={() => void retry.run({})}
            >
              {w('sync.retryAll')}
            </Button>
          )}
          <Button
            loading={now.busy || sync.busy}
            leftSection={<IconRefresh size={20} aria-hidden="true" />}
            onClick={() => void now.run({})}
          >
            {w('sync.now')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <ProblemNote problem={now.problem ?? retry.problem} />
        <Summary />
        <Counts queue={queue} chosen={filter} onChoose={setFilter} />
        <Operations filter={filter} freshness={freshness} />
      </div>
    </Page>
  );
}
