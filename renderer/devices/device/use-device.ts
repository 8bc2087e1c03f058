import { useThrottledValue } from '@mantine/hooks';
import { useEffect } from 'react';
import type { DeviceName } from '../../../shared/models/device.ts';
import { useQuery } from '../../calls.ts';
import { useStation, useStationState } from '../../station.tsx';
import { useLook } from './use-look.ts';

/** One device from both sides: what this station knows, and the cloud's view, looked at on coming here. */
export function useDevice({ groupId, deviceSn }: DeviceName) {
  const { link } = useStation();
  const { queue, jobs, printing, sync } = useStationState();
  const freshness = useThrottledValue(
    JSON.stringify([queue, jobs.map(({ id, state }) => [id, state]), printing.printed]),
    500,
  );
  const here = useQuery('devices.get', { groupId, deviceSn }, freshness);
  const cloud = useLook({ groupId, deviceSn });
  const { look } = cloud;
  const { refetch } = here;
  // Again when something of it was confirmed: what the page shows as the cloud's must not be from before.
  const confirmed = here.value?.operations
    .filter(({ state }) => state === 'confirmed')
    .map(({ seq }) => seq)
    .join(' ');
  const ready = link !== 'lost' && sync.link !== null && confirmed !== undefined;
  useEffect(() => {
    if (ready) void look().then(refetch);
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- `refetch` changes with every State; `confirmed` is the bell
  }, [look, ready, confirmed]);
  return { here, cloud };
}
