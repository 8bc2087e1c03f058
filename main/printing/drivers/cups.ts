import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Problem, problem } from '../../../shared/problems.ts';
import type { PrinterDriver, PrinterLanguage, PrintPieces, SendReport } from '../driver.ts';
import { gathered, PiecesFailed, unfit } from './pieces.ts';
import { type CommandAnswer, runCommand } from './run-command.ts';

/**
 * A queue of CUPS, through `lp` and `lpstat` without a shell. What CUPS took is in its spooler and comes out
 * when it can: only a scan of the label proves more.
 */
export function createCupsDriver(language: PrinterLanguage, queue: string): PrinterDriver {
  const nothing = { model: null, dpi: null, waiting: null };

  async function send(...[job, signal]: Parameters<PrinterDriver['send']>): Promise<SendReport> {
    const wrong = unfit(job, language);
    if (wrong) return wrong;
    const none = (why: Problem): SendReport => ({ taken: 0, begun: 0, problem: why });
    const stopped = await stopReason(queue);
    if (stopped) return none(stopped);
    const folder = mkdtempSync(join(tmpdir(), 'lineside-lp-'));
    try {
      const { whole, count } = await gathered(job.pieces);
      if (signal.aborted) return none(problem('printer-stopped'));
      const file = whole instanceof Uint8Array ? join(folder, `job.${language}`) : whole.file;
      if (whole instanceof Uint8Array) await writeFile(file, whole, { mode: 0o600 });
      const answer = await runCommand('lp', lpArguments(queue, job, file));
      if (!answer.found) return none(problem('printer-no-cups', { command: 'lp' }));
      if (answer.code === 0) return { taken: count, begun: count, problem: null };
      const why = problem('printer-refused', { where: queue, detail: said(answer) });
      // Out of time: it may have handed the file over before it was ended.
      return answer.code === null ? { taken: 0, begun: count, problem: why } : none(why);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return error instanceof PiecesFailed
        ? none(problem('label-failed', { detail }))
        : none(problem('printer-refused', { where: queue, detail }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  return {
    language,
    send,
    async status() {
      const why = await stopReason(queue);
      return { ready: why === null, problem: why, ...nothing };
    },
    close: () => Promise.resolve(),
  };
}

/** `--` keeps a name from being an option; the title goes to the printer's own lists. */
function lpArguments(queue: string, job: PrintPieces, file: string): string[] {
  const size = job.page;
  const options =
    job.language !== 'pdf'
      ? ['-o', 'raw']
      : [
          '-o',
          'print-scaling=none',
          ...(size ? ['-o', `media=Custom.${size.width}x${size.height}mm`] : []),
        ];
  return ['-d', queue, ...options, '-t', job.name, '--', file];
}

const said = ({ stdout, stderr }: Extract<CommandAnswer, { found: true }>): string =>
  (stderr || stdout).trim().slice(0, 200) || '?';

/** Names that IPP printers give their state (RFC 8011 §5.4.12), and what each is to us. */
const alerts: [RegExp, Problem['code']][] = [
  [/media-(empty|needed)/, 'printer-paper-out'],
  [/(cover|door|interlock)-open/, 'printer-head-open'],
  [/marker-supply-empty/, 'printer-ribbon-out'],
  [/media-jam/, 'printer-jam'],
];

async function stopReason(queue: string): Promise<Problem | null> {
  const answer = await runCommand('lpstat', ['-l', '-p', queue]);
  if (!answer.found) return problem('printer-no-cups', { command: 'lpstat' });
  if (answer.code !== 0) return problem('printer-queue-unknown', { queue, detail: said(answer) });
  const [first = '', ...more] = answer.stdout.split('\n');
  const listed = more.find((line) => line.trim().startsWith('Alerts:')) ?? '';
  const known = alerts.find(([pattern]) => pattern.test(listed));
  if (known) return problem(known[1]);
  if (!/ disabled since /.test(first)) return null;
  const detail = more[0]?.trim() || first.trim();
  return problem('printer-queue-stopped', { queue, detail });
}

/** Names of the queues of this machine; none where CUPS is not there. */
export async function cupsQueues(): Promise<string[]> {
  const answer = await runCommand('lpstat', ['-e']);
  return answer.found && answer.code === 0 ? answer.stdout.split('\n').filter(Boolean) : [];
}
