import type { Problem } from '../problems.ts';

/** What is wrong with a design: with one of its elements, or with all of it (`null`). */
export interface Finding {
  element: string | null;
  /** `refused`: no label may be printed so. `warned`: it may, and somebody should know. */
  weight: 'refused' | 'warned';
  /** Its sentence ends with the ways out. */
  problem: Problem;
}
