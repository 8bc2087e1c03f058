import type { Job } from '../../shared/models/action.ts';
import type { Problem } from '../../shared/problems.ts';
import { useQuery } from '../calls.ts';
import { useStationState } from '../station.tsx';

/** More than anybody scrolls through. */
const mostListed = 500;

/** An action as it stands: from the State while it is fresh, from the station's list after that. */
export function useJob(id: string): { job: Job | null; known: boolean; problem: Problem | null } {
  const { jobs } = useStationState();
  const live = jobs.find((job) => job.id === id);
  const list = useQuery('jobs.list', { limit: mostListed }, [id, live === undefined]);
  const job = live ?? list.value?.items.find((one) => one.id === id) ?? null;
  return { job, known: job !== null || list.value !== null, problem: list.problem };
}

/** All of them, newest first; those in the State are newer than the list. */
export function useJobs(): { jobs: Job[] | null; problem: Problem | null } {
  const { jobs: live } = useStationState();
  const list = useQuery('jobs.list', { limit: mostListed }, live.map(({ id }) => id).join(' '));
  if (!list.value) return { jobs: null, problem: list.problem };
  const byId = new Map(live.map((job) => [job.id, job]));
  return { jobs: list.value.items.map((job) => byId.get(job.id) ?? job), problem: list.problem };
}
