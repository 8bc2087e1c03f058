import { useCallback, useState } from 'react';
import type { Reply } from '../../../shared/contract.ts';
import { mostInAction } from '../../../shared/models/action.ts';
import type { Device } from '../../../shared/models/device.ts';
import type { DeviceFilter } from '../../../shared/models/device-filter.ts';
import type { Problem } from '../../../shared/problems.ts';
import { useStation } from '../../station.tsx';
import { choose, nothingChosen, type Selection } from './selection.ts';

const pageSize = 500;

/** Fetches all that match, page by page, as many as one action takes, and chooses them. */
export function useSelectAll(ask: DeviceFilter, onSelect: (selection: Selection) => void) {
  const { call } = useStation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(async () => {
    setBusy(true);
    setProblem(null);
    const found: Device[] = [];
    let before: number | null = null;
    do {
      const reply: Reply<'devices.list'> = await call('devices.list', {
        ...ask,
        limit: pageSize,
        ...(before !== null && { before }),
      });
      if (!reply.ok) {
        setBusy(false);
        return setProblem(reply.problem);
      }
      found.push(...reply.value.items);
      before = reply.value.next;
    } while (before !== null && found.length < mostInAction);
    setBusy(false);
    onSelect(choose(nothingChosen, found));
  }, [call, ask, onSelect]);
  return { run, busy, problem };
}
