import type { Job, JobResult } from '../../shared/models/action.ts';
import type { ShapeKind } from '../common/shape.tsx';

export const jobShape: Record<Job['state'], ShapeKind> = {
  running: 'busy',
  paused: 'pause',
  cancelled: 'off',
  done: 'ok',
};

/** An action that ended without reaching everything it was asked for is not simply well. */
export const shapeOfJob = ({ state, refused }: Job): ShapeKind =>
  state === 'done' && refused > 0 ? 'warn' : jobShape[state];

export const resultShape: Record<JobResult['result'], ShapeKind> = {
  done: 'ok',
  waiting: 'busy',
  refused: 'bad',
  withdrawn: 'off',
};

export const ended = ({ done, refused, withdrawn }: Job): number => done + refused + withdrawn;

export const isOver = ({ state }: Job): boolean => state === 'done' || state === 'cancelled';

/** All actions at work as one: what the small sign in the shell shows. */
export function sumOf(jobs: readonly Job[]) {
  const atWork = jobs.filter((job) => !isOver(job));
  return {
    atWork: atWork.length,
    paused: atWork.length > 0 && atWork.every(({ state }) => state === 'paused'),
    total: atWork.reduce((sum, { total }) => sum + total, 0),
    ended: atWork.reduce((sum, job) => sum + ended(job), 0),
  };
}
