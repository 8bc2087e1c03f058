import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../store/files.ts';
import type { Log } from '../world.ts';
import type { Redactor } from './redact.ts';

/** A file is begun anew when it is this large, in bytes; so many are kept, the one in use too. */
export const logLimits = { bytes: 1024 * 1024, files: 5 };

const folderOf = (folder: string): string => join(folder, 'logs');
const current = 'lineside.ndjson';
const older = (age: number): string => (age === 0 ? current : `lineside.${age}.ndjson`);

export interface FileLogNeeds {
  /** The station's; the lines are in `logs` below it. */
  folder: string;
  now(): number;
  redactor: Redactor;
  /** Hears warnings too: the terminal. */
  echo?(line: string): void;
  limits?: typeof logLimits;
}

/**
 * Lines of JSON (`at`, `level`, `text`, `about`), redacted as they are written. A disk that takes no line is no reason
 * for anything else to fail: nothing is thrown, and warnings are still echoed.
 */
export function createFileLog(needs: FileLogNeeds): Log {
  const { redactor, limits = logLimits } = needs;
  const folder = folderOf(needs.folder);
  const path = join(folder, current);

  function write(level: 'info' | 'warn', text: string, about: Record<string, unknown> = {}): void {
    const line = JSON.stringify({
      at: new Date(needs.now()).toISOString(),
      level,
      text: redactor.text(text),
      ...(Object.keys(about).length > 0 ? { about: redactor.value(about) } : {}),
    });
    if (level === 'warn') needs.echo?.(line);
    try {
      makeFolder(folder);
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > 0 && size + line.length > limits.bytes) rotate(folder, limits.files);
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
    } catch {
      // Full, gone, or not ours: the station goes on.
    }
  }

  return {
    info: (text, about) => write('info', text, about),
    warn: (text, about) => write('warn', text, about),
  };
}

function rotate(folder: string, files: number): void {
  rmSync(join(folder, older(files - 1)), { force: true });
  for (let age = files - 2; age >= 0; age--) {
    const from = join(folder, older(age));
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, join(folder, older(age + 1)));
  }
}

/** What the station wrote down, newest file first. */
export function readLogs(folder: string): { name: string; text: string }[] {
  const logs = folderOf(folder);
  if (!statSync(logs, { throwIfNoEntry: false })) return [];
  const age = (name: string) => Number(/^lineside\.(\d+)\.ndjson$/.exec(name)?.[1] ?? 0);
  return readdirSync(logs)
    .filter((name) => /^lineside(?:\.\d+)?\.ndjson$/.test(name))
    .sort((a, b) => age(a) - age(b))
    .map((name) => ({ name, text: readFileSync(join(logs, name), 'utf8') }));
}
