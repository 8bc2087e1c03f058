import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useRoute } from '../route.ts';
import { DevicePage } from './device/device-page.tsx';
import { DeviceListPage } from './list/list-page.tsx';
import { nothingChosen } from './list/selection.ts';
import { useDevicePages } from './list/use-device-pages.ts';

/**
 * The list, or one device of it. What was searched, chosen and scrolled to is kept here, so that
 * whoever comes back from a device finds the list as they left it.
 */
export function Devices() {
  const { part, rest } = useRoute();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 180);
  const [groupId, setGroupId] = useState('');
  const [selection, setSelection] = useState(nothingChosen);
  const pages = useDevicePages(search, groupId);
  const opened = useRef<string | null>(null);
  const [deviceSn] = rest;
  if (part !== '' && deviceSn !== undefined && deviceSn !== '') {
    return <DevicePage key={`${part}\n${deviceSn}`} groupId={part} deviceSn={deviceSn} />;
  }
  return (
    <DeviceListPage
      filter={{ typed, setTyped, search, groupId, setGroupId }}
      selection={selection}
      onSelect={setSelection}
      list={pages}
      opened={opened}
    />
  );
}
