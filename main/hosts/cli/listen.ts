import { describeIssues } from '../../../shared/describe-issues.ts';
import { scannerSchema } from '../../../shared/models/scanner.ts';
import { createScannerLink } from '../../intake/scanner-link.ts';
import { misuse, options, print, type Status, tell, wholeNumber, withStation } from './command.ts';
import { jobOptions, openJob, verdictLine } from './job.ts';
import { askedToEnd } from './signals.ts';

/**
 * `listen --port TTY --group G [--terminator cr|lf|crlf|none] [--count N]`: as `register`, from a
 * serial port (or `tcp://host:port`), going on across unplug and replug. Ends after N verdicts, or when
 * it is asked to.
 */
export async function listenCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    ...jobOptions,
    port: { type: 'string' },
    baud: { type: 'string' },
    terminator: { type: 'string' },
    count: { type: 'string' },
  });
  const count = wholeNumber(values.count, 'count');
  if (count === 0) misuse('--count takes 1 or more');
  if (values.port === undefined) misuse('listen --port TTY --group G: --port is needed');
  const scanner = scannerSchema.safeParse({
    id: 'cli',
    path: values.port,
    terminator: values.terminator ?? 'any',
    ...(values.baud === undefined ? {} : { baudRate: wholeNumber(values.baud, 'baud') }),
  });
  if (!scanner.success) {
    misuse(`listen --port TTY --group G (${describeIssues(scanner.error)})`);
  }
  return withStation(values.data, async (app) => {
    const job = openJob(app, values);
    let verdicts = 0;
    let refused = 0;
    const enough = Promise.withResolvers<void>();
    let shown = '';
    const link = createScannerLink({
      scanner: scanner.data,
      ports: app.parts.world.ports,
      now: () => Date.now(),
      onText(text, source) {
        if (count !== undefined && verdicts >= count) return;
        const verdict = job.receive(text, source);
        print(verdictLine(verdict));
        verdicts++;
        if (verdict.verdict === 'refused') refused++;
        if (verdicts === count) enough.resolve();
      },
      onDropped: ({ length, reason }) =>
        tell(JSON.stringify({ dropped: { bytes: length, reason } })),
      onChange() {
        const { connected, problem } = link.state();
        const now = connected ? 'connected' : (problem?.code ?? '');
        if (now === shown) return;
        shown = now;
        tell(
          JSON.stringify({ port: scanner.data.path, connected, ...(problem ? { problem } : {}) }),
        );
      },
    });
    await Promise.race([enough.promise, askedToEnd()]);
    link.close();
    job.finish();
    return refused > 0 ? 1 : 0;
  });
}
