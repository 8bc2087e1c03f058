import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, type FileHandle, open } from 'node:fs/promises';
import { isatty } from 'node:tty';
import { type Problem, problem } from '../../../shared/problems.ts';
import { childEnv } from '../../child-env.ts';
import type { PrinterDriver, PrinterLanguage, SendReport } from '../driver.ts';
import { PiecesFailed, tagged, unfit } from './pieces.ts';

/**
 * More than the kernel keeps of what a device has not taken (a pipe 64 KiB, usblp 8, a tty 4): a label that ends
 * so far before the last byte written has surely arrived.
 */
const kernelKeeps = 64 * 1024;

/** Between two tries at a device that is busy, milliseconds. */
const tryEvery = 20;

/**
 * A printer that the machine shows as a file (`/dev/usb/lp0`, a serial port). It is opened so that no write ever
 * waits inside the system: a printer that takes nothing holds nobody up. Speed and parity of a serial port are
 * those that the system has set.
 */
export function createDeviceDriver(
  language: PrinterLanguage,
  path: string,
  stallMs = 30_000,
): PrinterDriver {
  const openFlags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

  async function send(...[job, signal]: Parameters<PrinterDriver['send']>): Promise<SendReport> {
    const wrong = unfit(job, language);
    if (wrong) return wrong;
    const report: SendReport = { taken: 0, begun: 0, problem: null };
    let file: FileHandle;
    try {
      file = await open(path, openFlags);
    } catch (error) {
      return { ...report, problem: openProblem(path, error) };
    }
    try {
      await untouched(file.fd);
      const ends: number[] = [];
      let written = 0;
      const settle = () => {
        report.taken = ends.filter((end) => end <= written - kernelKeeps).length;
      };
      for await (const piece of tagged(job.pieces)) {
        if (signal.aborted) break;
        report.begun++;
        ends.push((ends.at(-1) ?? 0) + piece.length);
        await writeWhole(file, piece, stallMs, (bytes) => {
          written += bytes;
          settle();
        });
      }
      await file.close();
      if (signal.aborted) report.problem = problem('printer-stopped');
      else report.taken = report.begun;
    } catch (error) {
      report.problem = sendProblem(path, error, report, stallMs);
      await file.close().catch(() => {});
    }
    return report;
  }

  return {
    language,
    send,
    async status() {
      const nothing = { model: null, dpi: null, waiting: null };
      try {
        await access(path, constants.W_OK);
        return { ready: true, problem: null, ...nothing };
      } catch (error) {
        return { ready: false, problem: openProblem(path, error), ...nothing };
      }
    },
    close: () => Promise.resolve(),
  };
}

class Full extends Error {}

async function writeWhole(
  file: FileHandle,
  bytes: Uint8Array,
  stallMs: number,
  onWritten: (bytes: number) => void,
): Promise<void> {
  let at = 0;
  let since = performance.now();
  while (at < bytes.length) {
    try {
      const { bytesWritten } = await file.write(bytes, at);
      at += bytesWritten;
      onWritten(bytesWritten);
      since = performance.now();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      if (performance.now() - since > stallMs) throw new Full('it takes nothing');
      await new Promise((resolve) => setTimeout(resolve, tryEvery));
    }
  }
}

/** A terminal turns line ends and control characters into others unless it is told not to. */
async function untouched(fd: number): Promise<void> {
  if (!isatty(fd)) return;
  const child = spawn('stty', ['raw', '-echo'], {
    stdio: [fd, 'ignore', 'ignore'],
    env: childEnv(),
  });
  await once(child, 'exit');
}

function openProblem(path: string, error: unknown): Problem {
  const code = String((error as NodeJS.ErrnoException).code);
  if (code === 'EACCES' || code === 'EPERM') return problem('printer-device-denied', { path });
  return ['ENOENT', 'ENODEV', 'ENXIO'].includes(code)
    ? problem('printer-device-missing', { path })
    : problem('printer-refused', { where: path, detail: code });
}

function sendProblem(
  path: string,
  error: unknown,
  { taken, begun }: SendReport,
  stallMs: number,
): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  const detail = code ?? message;
  if (error instanceof PiecesFailed) return problem('label-failed', { detail });
  if (begun === 0) return problem('printer-refused', { where: path, detail });
  return error instanceof Full
    ? problem('printer-stalled', { where: path, seconds: Math.round(stallMs / 1000) })
    : problem('printer-broke-off', { where: path, detail, taken, begun });
}
