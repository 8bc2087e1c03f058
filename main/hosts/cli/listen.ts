import { describeIssues } from '../../../shared/describe-issues.ts';
import { scannerSchema } from '../../../shared/models/scanner.ts';
import { createScannerLink } from '../../intake/scanner-link.ts';
import { misuse, options, type Status, tell, wholeNumber, withStation } from './command.ts';
import { jobOptions, openJob } from './job.ts';
import { listenToUnit, readProfile } from './listen-unit.ts';
import { askedToEnd } from './signals.ts';
import { createTally } from './tally.ts';

/**
 * `listen --port TTY --group G [--terminator cr|lf|crlf|none] [--acknowledge honeywell|bel] [--count N]`
 * and more of a scanner's profile (docs/scanners.md): as `register`, from a
 * serial port (or `tcp://host:port`), going on across unplug and replug. Ends after N verdicts, or when
 * it is asked to. `--unit PROFILE.json` in the place of `--port`: units are asked themselves (docs/units.md).
 */
export async function listenCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    ...jobOptions,
    port: { type: 'string' },
    unit: { type: 'string' },
    baud: { type: 'string' },
    terminator: { type: 'string' },
    'data-bits': { type: 'string' },
    parity: { type: 'string' },
    'stop-bits': { type: 'string' },
    prefix: { type: 'string' },
    suffix: { type: 'string' },
    aim: { type: 'string' },
    acknowledge: { type: 'string' },
    count: { type: 'string' },
  });
  const count = wholeNumber(values.count, 'count');
  if (count === 0) misuse('--count takes 1 or more');
  if (values.unit !== undefined) {
    const ofScanner = [
      'port',
      'baud',
      'terminator',
      'acknowledge',
      'prefix',
      'suffix',
      'aim',
    ] as const;
    const odd = ofScanner.find((name) => values[name] !== undefined);
    if (odd) misuse(`--unit has it all in its file: leave out --${odd}`);
    const unit = readProfile(values.unit);
    return withStation(values.data, async (app) => {
      const job = openJob(app, values);
      const tally = createTally(count);
      const units = listenToUnit(app, unit, job, tally);
      await Promise.race([tally.enough, askedToEnd()]);
      units.close();
      job.finish();
      return tally.refused() > 0 ? 1 : 0;
    });
  }
  if (values.port === undefined)
    misuse('listen (--port TTY | --unit FILE) --group G: one is needed');
  const scanner = scannerSchema.safeParse({
    id: 'cli',
    path: values.port,
    terminator: values.terminator,
    baudRate: wholeNumber(values.baud, 'baud'),
    dataBits: wholeNumber(values['data-bits'], 'data-bits'),
    parity: values.parity,
    stopBits: wholeNumber(values['stop-bits'], 'stop-bits'),
    prefix: values.prefix,
    suffix: values.suffix,
    aim: values.aim,
    acknowledgement: values.acknowledge && { kind: values.acknowledge },
  });
  if (!scanner.success) {
    misuse(`listen --port TTY --group G (${describeIssues(scanner.error)})`);
  }
  return withStation(values.data, async (app) => {
    const job = openJob(app, values);
    const tally = createTally(count);
    let shown = '';
    const link = createScannerLink({
      scanner: scanner.data,
      ports: app.parts.world.ports,
      now: () => Date.now(),
      onText(text, source, answer) {
        tally.take(() => {
          const verdict = job.receive(text, source);
          answer(verdict.verdict);
          return verdict;
        });
      },
      onMisread(why, source, answer) {
        answer('refused');
        tally.take(() => app.parts.station.misread(why, source));
      },
      onDropped({ length, reason }, _, answer) {
        answer('refused');
        tell(JSON.stringify({ dropped: { bytes: length, reason } }));
      },
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
    await Promise.race([tally.enough, askedToEnd()]);
    link.close();
    job.finish();
    return tally.refused() > 0 ? 1 : 0;
  });
}
