import { maxReadLength } from '../../../shared/models/read.ts';
import { options, print, type Status, withStation } from './command.ts';
import { jobOptions, openJob, verdictLine } from './job.ts';
import { readLines } from './lines.ts';
import { askedToEnd } from './signals.ts';

/** Lines taken in one stretch before signals and others get their turn. */
const stretch = 64;

/**
 * `register --group G [--batch TAG] [--allocate-to ENV/OU]`: texts from stdin, one a line; one verdict
 * a line in the same order, each printed only after it is durable.
 */
export async function registerCommand(args: string[]): Promise<Status> {
  const { values } = options(args, jobOptions);
  return withStation(values.data, async (app) => {
    const job = openJob(app, values);
    let refused = 0;
    let ended = false;
    let taken = 0;
    void askedToEnd().then(() => {
      ended = true;
      process.stdin.destroy();
    });
    try {
      for await (const text of readLines(process.stdin, maxReadLength + 1)) {
        const verdict = job.receive(text, { kind: 'stdin', name: '' });
        print(verdictLine(verdict));
        if (verdict.verdict === 'refused') refused++;
        if (++taken % stretch === 0) await new Promise((resolve) => setImmediate(resolve));
        if (ended) return 3;
      }
    } catch (error) {
      if (!ended) throw error;
      return 3;
    }
    job.finish();
    return refused > 0 ? 1 : 0;
  });
}
