import type { Database } from 'better-sqlite3';
import type { Batch } from '../../shared/models/batch.ts';
import type { GoldenSample } from '../../shared/models/line.ts';
import { problem } from '../../shared/problems.ts';
import { splitAim } from '../../shared/serial/aim.ts';
import type { Understood } from '../../shared/serial/understand.ts';
import { goldenSamples } from '../store/line.ts';
import type { Saying } from './said.ts';

/** Samples that a batch wants to see and has not seen lately, or that were not answered as they must be. */
export function goldenDue(db: Database, { line, groupId }: Batch, at: number): GoldenSample[] {
  const { golden } = line;
  if (golden === null) return [];
  const since = at - golden * 3_600_000;
  return goldenSamples(db, groupId).filter(
    ({ checkedAt, right }) => right !== true || checkedAt === null || checkedAt < since,
  );
}

/** The sample that a read is: by its SN, or by its code where no SN can be read out of it. */
export function sampleOf(
  samples: readonly GoldenSample[],
  text: string,
  understood: Understood,
): GoldenSample | null {
  if (samples.length === 0) return null;
  const trimmed = text.trim();
  const names = new Set([trimmed, splitAim(trimmed).data, understood.deviceSn]);
  return samples.find((sample) => names.has(sample.text)) ?? null;
}

/** Whether the station answered the sample as it must; a bad one that would turn green is an alarm. */
export function judgeSample({ text, expected }: GoldenSample, understood: Understood): Saying {
  if (expected === 'good') {
    return understood.ok
      ? { verdict: 'noted', problem: problem('noted-golden-good', { sample: text }) }
      : {
          verdict: 'refused',
          problem: problem('golden-refused', { sample: text, why: understood.problem.message }),
        };
  }
  return understood.ok
    ? { verdict: 'refused', problem: problem('golden-accepted', { sample: text }) }
    : {
        verdict: 'noted',
        problem: problem('noted-golden-bad', { sample: text, why: understood.problem.message }),
      };
}
