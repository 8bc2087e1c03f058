import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ProblemError } from '../../shared/problems.ts';
import { log } from '../log.ts';
import { readText } from './private-file.ts';

const run = promisify(execFile);

/**
 * Stops the PostgreSQL that a killed service left on this data folder. The caller holds the folder's
 * lock, so whoever runs there is nobody's. Only a process whose command line names this very folder
 * is touched; a stale pid file whose number belongs to somebody else now is taken away, because
 * PostgreSQL itself would refuse to start on it.
 */
export async function stopOrphan(folder: string): Promise<void> {
  const pidFile = path.join(folder, 'postmaster.pid');
  const pid = Number((await readText(pidFile))?.split('\n', 1)[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isAlive(pid)) return;
  if (!(await commandLine(pid)).includes(folder)) {
    log('warn', 'the pid file of PostgreSQL was left by an earlier boot', { pid });
    await rm(pidFile, { force: true });
    return;
  }
  log('warn', 'stopping the PostgreSQL that a killed service left', { pid });
  for (const [signal, seconds] of [
    ['SIGINT', 10],
    ['SIGQUIT', 5],
  ] as const) {
    signalQuietly(pid, signal);
    if (await isGone(pid, seconds)) return;
  }
  throw new ProblemError('cloud-start-failed', {
    detail: `an earlier PostgreSQL (process ${pid}) still runs on this folder and does not stop`,
  });
}

async function isGone(pid: number, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went by itself in the meantime.
  }
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  }
  if (process.platform === 'win32') {
    const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
    const found = await run('powershell', ['-NoProfile', '-Command', query]).catch(() => null);
    return found?.stdout ?? '';
  }
  const found = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => null);
  return found?.stdout ?? '';
}
