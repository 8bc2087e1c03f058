import { useCallback, useState } from 'react';
import type { Reply } from '../../../shared/contract.ts';
import { mostInAction } from '../../../shared/models/action.ts';
import { type Device, nameKey } from '../../../shared/models/device.ts';
import type { Problem } from '../../../shared/problems.ts';
import { useStation } from '../../station.tsx';
import type { AllMatching } from './selection.ts';

const pageSize = 500;

/** The devices themselves of all that match, page by page, as many as can be named at once: for what goes on paper. */
export function useEach() {
  const { call } = useStation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fetchEach = useCallback(
    async ({ ask, except }: AllMatching): Promise<Device[] | null> => {
      setBusy(true);
      setProblem(null);
      const found: Device[] = [];
      for (let before: number | null = null; ; ) {
        const reply: Reply<'devices.list'> = await call('devices.list', {
          ...ask,
          limit: pageSize,
          ...(before !== null && { before }),
        });
        if (!reply.ok) {
          setBusy(false);
          setProblem(reply.problem);
          return null;
        }
        found.push(...reply.value.items.filter((device) => !except.has(nameKey(device))));
        before = reply.value.next;
        if (before === null || found.length >= mostInAction) break;
      }
      setBusy(false);
      return found.slice(0, mostInAction);
    },
    [call],
  );
  return { fetchEach, busy, problem };
}
