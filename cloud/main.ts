import { writeSync } from 'node:fs';
import { type Problem, ProblemError, problem } from '../shared/problems.ts';
import { log, sentenceOf } from './log.ts';
import { readOptions } from './options.ts';
import { type Cloud, startCloud } from './start.ts';

/**
 * The cloud as a process of its own. One JSON line on stdout: where it is and how to connect, or the
 * problem that kept it from starting. Logs go to stderr. It ends on SIGTERM, SIGINT and, when it was
 * forked with a channel, together with its parent.
 */

/** Exit status: wrong usage, and anything else that kept it from running. */
const statusOf = (found: Problem): number => (found.code === 'usage' ? 2 : 3);

let stopping = false;
let started: Promise<Cloud> | undefined;

// Before anything is started: a stop that comes early must find what there is to stop.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop());
if (process.channel) process.on('disconnect', () => stop());
process.on('uncaughtException', (error) => giveUp(error));
process.on('unhandledRejection', (error) => giveUp(error));

try {
  started = startCloud(readOptions(process.argv.slice(2), process.env));
  const { url, mqttUrl, appKey, appSecret, orgId } = await started;
  if (!stopping) tell({ url, ...(mqttUrl && { mqttUrl }), appKey, appSecret, orgId });
} catch (error) {
  if (!stopping) giveUp(error);
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const cloud = await started?.catch(() => undefined);
  await cloud?.close();
  process.exit(0);
}

function problemOf(error: unknown): Problem {
  const detail = sentenceOf(error);
  // From Node or out of initdb's mouth.
  if (/ENOSPC|No space left on device/.test(detail)) return problem('disk-full');
  if (error instanceof ProblemError) return error.problem;
  return problem('cloud-start-failed', { detail });
}

function giveUp(error: unknown): never {
  const found = problemOf(error);
  tell({ problem: found });
  process.exit(statusOf(found));
}

/** Written at once, because the process may end right after. */
function tell(line: object): void {
  try {
    writeSync(1, `${JSON.stringify(line)}\n`);
  } catch (error) {
    log('warn', 'nobody listens on stdout', { detail: sentenceOf(error) });
  }
}
