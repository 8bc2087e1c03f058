import type { Verdict } from '../../../shared/models/read.ts';
import { maxReadLength } from '../../../shared/models/read.ts';
import type { Store } from '../../store/store.ts';
import { options, print, type Status, taken, withStation } from './command.ts';
import { jobOptions, type OpenJob, openJob, verdictLine } from './job.ts';
import { readLines } from './lines.ts';
import { askedToEnd } from './signals.ts';

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
    const asked = askedToEnd();
    void asked.then(() => {
      ended = true;
      process.stdin.destroy();
    });
    try {
      for await (const texts of readLines(process.stdin, maxReadLength + 1)) {
        for (const verdict of receiveAll(app.parts.store, job, texts)) {
          print(verdictLine(verdict));
          if (verdict.verdict === 'refused') refused++;
        }
        await Promise.race([taken(), asked]);
        await new Promise((resolve) => setImmediate(resolve));
        if (ended) return 3;
      }
    } catch (error) {
      if (!ended) throw error;
      return 3;
    }
    if (ended) return 3;
    job.finish();
    return refused > 0 ? 1 : 0;
  });
}

/**
 * Texts that came together are made durable together, which saves a disk sync for each. Where that
 * fails as a whole (the disk is full), each is tried by itself and gets its own verdict.
 */
function receiveAll(store: Store, job: OpenJob, texts: readonly string[]): Verdict[] {
  const each = () => texts.map((text) => job.receive(text, { kind: 'stdin', name: '' }));
  if (texts.length === 1) return each();
  const together = store.group(each);
  return together.ok ? together.value : each();
}
