import { useCallback, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { DeviceName } from '../../../shared/models/device.ts';
import { useAct } from '../../calls.ts';

export type Looked = CallOutput<'devices.look'>;

/** The cloud's view of one device as it was asked for last; an older one stays when asking fails. */
export function useLook({ groupId, deviceSn }: DeviceName) {
  const { run, busy, problem } = useAct('devices.look');
  const [seen, setSeen] = useState<{ looked: Looked; at: number } | null>(null);
  const look = useCallback(async () => {
    const looked = await run({ groupId, deviceSn });
    if (looked) setSeen({ looked, at: Date.now() });
  }, [run, groupId, deviceSn]);
  return { look, busy, problem, looked: seen?.looked ?? null, at: seen?.at ?? null };
}
