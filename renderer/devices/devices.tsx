import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Device } from '../../shared/models/device.ts';
import { useQuery } from '../calls.ts';
import { Empty, Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { isTextField } from '../scan/text-field.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { DeviceDetails } from './details.tsx';
import styles from './devices.module.css';
import { DeviceList } from './list.tsx';
import { useDevicePages } from './use-device-pages.ts';

/** Every device this station registered, found by any part of its SN or batch tag. */
export function Devices() {
  const { w, number } = useWords();
  const { groups } = useStationState();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 180);
  const [groupId, setGroupId] = useState('');
  const [opened, setOpened] = useState<Device | null>(null);
  const catalog = useQuery('catalog.get', {}, groups);
  const { pages, problem, loadMore } = useDevicePages(search.trim(), groupId);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTextField(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const names = new Map(
    catalog.value?.registrationGroups.map((group) => [group.groupId, group.name]),
  );
  const filtered = search.trim() !== '' || groupId !== '';
  return (
    <Page
      title={w('nav.devices')}
      hint={pages ? w('devices.count', { count: number(pages.total) }) : ' '}
      actions={
        <>
          <Select
            className={styles.filter ?? ''}
            aria-label={w('devices.group')}
            data={[
              { value: '', label: w('devices.allGroups') },
              ...[...names].map(([value, name]) => ({ value, label: `${name} · ${value}` })),
            ]}
            value={groupId}
            onChange={(value) => setGroupId(value ?? '')}
            allowDeselect={false}
          />
          <TextInput
            ref={field}
            className={styles.search ?? ''}
            type="search"
            aria-label={w('devices.search')}
            placeholder={w('devices.search')}
            leftSection={<IconSearch size={20} aria-hidden="true" />}
            value={typed}
            maxLength={128}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      }
    >
      <ProblemNote problem={problem} />
      {pages && pages.items.length === 0 ? (
        <Empty title={w(filtered ? 'devices.noMatch' : 'devices.none')}>
          {w(filtered ? 'devices.noMatchHint' : 'devices.noneHint')}
        </Empty>
      ) : (
        pages && (
          <DeviceList
            pages={pages}
            names={names}
            onMore={() => void loadMore()}
            onOpen={setOpened}
          />
        )
      )}
      <DeviceDetails
        device={pages?.items.find(({ id }) => id === opened?.id) ?? opened}
        names={names}
        onClose={() => setOpened(null)}
      />
    </Page>
  );
}
