import type { Survival } from '../../../shared/models/survival.ts';
import type { Result } from '../../../shared/problems.ts';
import { createOneByOne, type OneByOne, workerBeside } from '../one-by-one.ts';
import type { SurvivalJob } from './survival.ts';

/** Tries labels beside the station's own thread and beside the one that prints: no label waits for a question. */
export type Surveyor = OneByOne<SurvivalJob, Result<Survival>>;

export const createSurveyor = (): Surveyor =>
  createOneByOne(workerBeside(import.meta.url, 'worker'), (problem) => ({ ok: false, problem }));
