/** What was looked at of a job, and what that says about the rest. */
export interface Risk {
  looked: number;
  of: number;
  /** With 99 % certainty fewer labels than this are wrong; 1 where all were looked at. */
  fewerThan: number;
}

/** Up to so many labels of a PDF each is read back; of more, a sample. Reading all of them takes some ten seconds. */
export const mostWhole = 10_000;
/** With 99 % certainty fewer than one in a thousand of the others is wrong. */
export const sampleSize = 4_603;

const doubt = 0.01;

/**
 * What `looked` good labels of `of` leave open. If `wrong` were wrong, a sample would miss all of them with the chance
 * C(of - wrong, looked) / C(of, looked); the first number for which that is at most one in a hundred. For few of many
 * it is the rule of three's sister for 99 %: 4.6 / looked of them.
 */
export function riskOf(looked: number, of: number): Risk {
  let missed = 1;
  let wrong = 0;
  while (missed > doubt) {
    const left = of - wrong;
    missed *= Math.max(0, left - looked) / left;
    wrong++;
  }
  return { looked, of, fewerThan: wrong };
}
