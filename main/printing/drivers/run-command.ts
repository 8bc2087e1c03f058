import { execFile } from 'node:child_process';
import { childEnv } from '../../child-env.ts';

export type CommandAnswer =
  | { found: false }
  | { found: true; code: number | null; stdout: string; stderr: string };

/** Milliseconds; `lp` hands a file to a server that may be busy. */
const within = 20_000;

/** Runs a program without a shell, in the C locale, so that its words can be read. Never rejects; code null: it ran out of time. */
export const runCommand = (command: string, args: string[]): Promise<CommandAnswer> =>
  new Promise((resolve) => {
    const options = { timeout: within, env: { ...childEnv(), LC_ALL: 'C' }, maxBuffer: 1 << 20 };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error && (error as NodeJS.ErrnoException).code === 'ENOENT') {
        resolve({ found: false });
        return;
      }
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      resolve({ found: true, code, stdout, stderr });
    });
  });
