import { useRef, useState } from 'react';
import { useRoute } from '../route.ts';
import { useNow } from '../use-now.ts';
import { DevicePage } from './device/device-page.tsx';
import { everything, filterOf, orderOf } from './list/ask.ts';
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
  // Each character is looked for at once: an answer takes less time than the next key.
  const search = typed.trim();
  const [chosen, setChosen] = useState(everything);
  const today = useNow(60 * 60_000);
  const ask = filterOf(search, chosen, today);
  const [selection, setSelection] = useState(nothingChosen);
  const pages = useDevicePages(ask, orderOf(search, chosen));
  const opened = useRef<string | null>(null);
  const [deviceSn] = rest;
  if (part !== '' && deviceSn !== undefined && deviceSn !== '') {
    return <DevicePage key={`${part}\n${deviceSn}`} groupId={part} deviceSn={deviceSn} />;
  }
  return (
    <DeviceListPage
      filter={{ typed, setTyped, search, chosen, setChosen, ask }}
      selection={selection}
      onSelect={setSelection}
      list={pages}
      opened={opened}
    />
  );
}
