import { Button } from '@mantine/core';
import { IconArrowLeft, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { Device, DeviceName } from '../../../shared/models/device.ts';
import { nameIn } from '../../../shared/names.ts';
import { useQuery } from '../../calls.ts';
import { Chip } from '../../common/chip.tsx';
import { Card, Empty, Page } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { TimeLine } from '../../life/time-line.tsx';
import { addressOf } from '../../route.ts';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import { ActionDialog, type ActKind } from '../acting/action-dialog.tsx';
import { LookInCloud } from '../list/look-in-cloud.tsx';
import { labelShape, statusShape } from '../status.ts';
import { Acts } from './acts.tsx';
import { CredentialsCard } from './credentials.tsx';
import styles from './device.module.css';
import { Fields } from './fields.tsx';
import { Life } from './life.tsx';
import { Owed } from './owed.tsx';
import { useDevice } from './use-device.ts';

/** All of one device: its fields on both sides, its life, what is owed, and all that happened to it. */
export function DevicePage({ groupId, deviceSn }: DeviceName) {
  const { w, language } = useWords();
  const { groups } = useStationState();
  const catalog = useQuery('catalog.get', {}, groups);
  const { here, cloud } = useDevice({ groupId, deviceSn });
  // With the device as it was: a deletion is watched to its end though the device is gone by then.
  const [acting, setActing] = useState<{ act: ActKind; device: Device } | null>(null);
  const device = here.value?.device ?? null;
  const there = cloud.looked ? cloud.looked.device : (device?.cloud ?? null);
  const history = here.value?.history ?? [];
  const unknown = here.value !== null && device === null;
  const names = new Map(
    catalog.value?.registrationGroups.map((group) => [group.groupId, nameIn(group, language)]),
  );
  return (
    <Page
      title={deviceSn}
      arrives
      hint={names.has(groupId) ? `${names.get(groupId)} · ${groupId}` : groupId}
      actions={
        <>
          <Button
            component="a"
            href={addressOf('devices')}
            variant="default"
            leftSection={<IconArrowLeft size={20} aria-hidden="true" />}
          >
            {w('device.back')}
          </Button>
          <Button
            variant="light"
            loading={cloud.busy}
            leftSection={<IconRefresh size={20} aria-hidden="true" />}
            onClick={() => void cloud.look().then(here.refetch)}
          >
            {w('device.look')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <ProblemNote problem={here.problem} />
        {unknown && (
          <Empty title={w(history.length > 0 ? 'device.gone' : 'device.unknown')}>
            <p>{w(history.length > 0 ? 'device.goneHint' : 'device.unknownHint')}</p>
            {history.length === 0 && (
              <LookInCloud deviceSn={deviceSn} groupId={groupId} names={names} />
            )}
          </Empty>
        )}
        {device && (
          <>
            <div className={styles.top}>
              <div className={styles.chips}>
                <Chip kind={statusShape[device.status]}>{w(`status.${device.status}`)}</Chip>
                <Chip kind={labelShape[device.labelState]}>
                  {w('fact.label')}: {w(`labelState.${device.labelState}`)}
                </Chip>
                <span className="ink-off">{w(`status.${device.status}.hint`)}</span>
              </div>
              <Acts onAct={(act) => setActing({ act, device })} />
            </div>
            <Card title={w('device.life')}>
              <Life device={device} cloud={there} />
            </Card>
          </>
        )}
        <div className={styles.columns}>
          {device && (
            <div className={styles.column}>
              <Card title={w('device.fields')}>
                <Fields device={device} cloud={there} look={cloud} catalog={catalog.value} />
              </Card>
            </div>
          )}
          <div className={styles.column}>
            {here.value && (device || here.value.operations.length > 0) && (
              <Card title={w('device.owed')}>
                <Owed operations={here.value.operations} onDone={() => void here.refetch()} />
              </Card>
            )}
            {device && <CredentialsCard name={{ groupId, deviceSn }} cloud={there} />}
            {(device || history.length > 0) && (
              <Card title={w('device.history')}>
                <TimeLine here={history} there={cloud.looked?.history ?? []} />
              </Card>
            )}
          </div>
        </div>
      </div>
      {acting && (
        <ActionDialog act={acting.act} devices={[acting.device]} onClose={() => setActing(null)} />
      )}
    </Page>
  );
}
