import { Button, Select } from '@mantine/core';
import { IconCloudSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { go } from '../../route.ts';
import { useWords } from '../../words.tsx';
import styles from './look-in-cloud.module.css';

interface Props {
  deviceSn: string;
  /** The group that is looked in already; empty: it is asked for. */
  groupId: string;
  names: Map<string, string>;
}

/** Nothing here has this SN: another station's device is found in the cloud and brought here. */
export function LookInCloud({ deviceSn, groupId: given, names }: Props) {
  const { w, dateTime } = useWords();
  const look = useAct('devices.look');
  const adopt = useAct('devices.adopt');
  const [chosen, setChosen] = useState('');
  const [seen, setSeen] = useState<Awaited<ReturnType<typeof look.run>>>();
  const [first = ''] = names.keys();
  const groupId = given || chosen || first;
  if (names.size === 0) return null;
  const bring = async () => {
    if (await adopt.run({ groupId, deviceSn })) go('devices', groupId, deviceSn);
  };
  const found = seen?.device;
  return (
    <section className={styles.box} aria-label={w('adopt.look')}>
      <h2>{w('adopt.title', { deviceSn })}</h2>
      <p>{w('adopt.hint')}</p>
      <div className={styles.row}>
        {given === '' && (
          <Select
            className={styles.group ?? ''}
            aria-label={w('devices.group')}
            data={[...names].map(([value, name]) => ({ value, label: `${name} · ${value}` }))}
            value={groupId}
            onChange={(value) => {
              setChosen(value ?? '');
              setSeen(undefined);
            }}
            allowDeselect={false}
          />
        )}
        <Button
          loading={look.busy}
          leftSection={<IconCloudSearch size={22} aria-hidden="true" />}
          onClick={() => void look.run({ groupId, deviceSn }).then(setSeen)}
        >
          {w('adopt.look')}
        </Button>
      </div>
      <ProblemNote problem={look.problem ?? adopt.problem} />
      {seen && !found && <output>{w('adopt.notFound', { deviceSn })}</output>}
      {found && found.currentStatus === 'discarded' && <output>{w('adopt.discarded')}</output>}
      {found && found.currentStatus !== 'discarded' && (
        <>
          <output>
            {w('adopt.found', {
              status: w(`life.${found.currentStatus}`),
              at: dateTime(found.createTime),
            })}
          </output>
          <Button size="xl" fz={19} loading={adopt.busy} onClick={() => void bring()}>
            {w('adopt.go')}
          </Button>
        </>
      )}
    </section>
  );
}
