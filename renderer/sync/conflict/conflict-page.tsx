import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { Card, Empty, Page } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { addressOf } from '../../route.ts';
import { useStationState } from '../../station.tsx';
import { useNow } from '../../use-now.ts';
import { useWords } from '../../words.tsx';
import styles from './conflict.module.css';
import { Differences } from './differences.tsx';
import { Side } from './side.tsx';
import { WaysOut } from './ways-out.tsx';

/** A parked operation: what both sides know, where they differ, and a person's decision. */
export function ConflictPage({ seq }: { seq: number }) {
  const speech = useWords();
  const { w, age } = speech;
  const now = useNow(1000);
  const { groups } = useStationState();
  const catalog = useQuery('catalog.get', {}, groups);
  const { value, problem } = useQuery('conflicts.show', { seq });
  const [decided, setDecided] = useState(false);
  const operation = value?.operation;
  const gone =
    decided || problem?.code === 'operation-not-parked' || problem?.code === 'operation-unknown';
  return (
    <Page
      arrives
      title={operation ? w('conflict.title', { deviceSn: operation.deviceSn }) : w('conflict.open')}
      hint={
        operation
          ? w('conflict.case', {
              kind: w(`kind.${operation.kind}`),
              age: age(now - operation.createdAt),
            })
          : ' '
      }
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
          {operation && (
            <Button
              component="a"
              href={addressOf('devices', operation.groupId, operation.deviceSn)}
              variant="default"
            >
              {w('conflict.device')}
            </Button>
          )}
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it */}
      <section className={styles.body} tabIndex={0} aria-label={w('conflict.bothSides')}>
        {decided && <GoodNote>{w('conflict.done')}</GoodNote>}
        {!decided && gone && <Empty title={w('conflict.gone')} />}
        {!gone && <ProblemNote problem={problem ?? operation?.problem ?? null} />}
        {value && !gone && (
          <>
            <Card title={w('conflict.differences')}>
              <Differences conflict={value} catalog={catalog.value} />
            </Card>
            <WaysOut conflict={value} onDecided={() => setDecided(true)} />
            <div className={styles.sides}>
              <Side
                title={w('conflict.here')}
                nothing={w('conflict.notHere')}
                batchTag={value.here.device?.batchTag ?? null}
                status={value.here.device && w(`status.${value.here.device.status}`)}
                at={value.here.device?.registeredAt ?? null}
                by={value.here.device?.source ?? null}
                known={value.here.device !== null}
                history={value.here.history}
                problem={null}
              />
              <Side
                title={w('conflict.there')}
                nothing={w('conflict.notThere')}
                batchTag={value.there.device?.batchTag ?? null}
                status={value.there.device && w(`life.${value.there.device.currentStatus}`)}
                at={value.there.device?.createTime ?? null}
                by={value.there.device?.createBy ?? null}
                known={value.there.device !== null}
                history={value.there.history}
                problem={value.there.problem}
              />
            </div>
          </>
        )}
      </section>
    </Page>
  );
}
