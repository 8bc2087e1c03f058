import { type Problem, ProblemError, problem } from '../../shared/problems.ts';
import { actCommand } from './cli/act.ts';
import { auditCommand } from './cli/audit.ts';
import { backupCommand, restoreCommand, takeOverCommand } from './cli/backup.ts';
import { catalogCommand } from './cli/catalog.ts';
import { verifyCommand } from './cli/certificate.ts';
import { cloudCommand } from './cli/cloud.ts';
import { type Command, exitStatus, print, type Status, taken } from './cli/command.ts';
import { connectCommand } from './cli/connect.ts';
import { conflictsCommand, deviceCommand, resolveCommand } from './cli/device.ts';
import { diagnosticsCommand } from './cli/diagnostics.ts';
import { exportCommand } from './cli/export.ts';
import { handoverCommand } from './cli/handover.ts';
import { importCommand } from './cli/import.ts';
import { devicesCommand, doctorCommand, statusCommand } from './cli/inspect.ts';
import { labelCommand } from './cli/label.ts';
import { listenCommand } from './cli/listen.ts';
import { makeCommand, rangesCommand } from './cli/make.ts';
import { operatorsCommand } from './cli/operators.ts';
import { endWithParent } from './cli/orphan.ts';
import { ledgerCommand, printJobsCommand } from './cli/print-jobs.ts';
import { reconcileCommand } from './cli/reconcile.ts';
import { registerCommand } from './cli/register.ts';
import { serveCommand } from './cli/serve.ts';
import { askedToEnd, wasAskedToEnd } from './cli/signals.ts';
import { simulateDeviceCommand } from './cli/simulate-device.ts';
import { syncCommand } from './cli/sync.ts';
import { commandsCommand, undoCommand } from './cli/undo.ts';
import { updateCommand } from './cli/update.ts';
import { alwaysVerify } from './tls.ts';

/**
 * The command line: the same station, headless, for scripts and MES hooks. stdout holds one JSON
 * object a line and nothing else; whatever fails ends with `{"problem":…}`, never with a stack trace.
 * Exit status: 0 done, 1 some were refused, 2 wrong usage, 3 could not run.
 */
const commands: Record<string, Command> = {
  serve: serveCommand,
  cloud: cloudCommand,
  connect: connectCommand,
  catalog: catalogCommand,
  register: registerCommand,
  listen: listenCommand,
  make: makeCommand,
  ranges: rangesCommand,
  label: labelCommand,
  'print-jobs': printJobsCommand,
  ledger: ledgerCommand,
  sync: syncCommand,
  'simulate-device': simulateDeviceCommand,
  status: statusCommand,
  devices: devicesCommand,
  export: exportCommand,
  import: importCommand,
  handover: handoverCommand,
  verify: verifyCommand,
  device: deviceCommand,
  act: actCommand,
  undo: undoCommand,
  commands: commandsCommand,
  conflicts: conflictsCommand,
  resolve: resolveCommand,
  operators: operatorsCommand,
  audit: auditCommand,
  diagnostics: diagnosticsCommand,
  doctor: doctorCommand,
  update: updateCommand,
  backup: backupCommand,
  restore: restoreCommand,
  'take-over': takeOverCommand,
  reconcile: reconcileCommand,
};

const usage = `Commands: ${Object.keys(commands).join(', ')}. See docs/command-line.md.`;

/** After a signal the reader gets this long to take the rest, in ms; it may be the one that is gone. */
const lastWait = 300;

async function end(status: Status): Promise<never> {
  const late = wasAskedToEnd()
    ? new Promise((resolve) => setTimeout(resolve, lastWait))
    : askedToEnd();
  await Promise.race([taken(true), late]);
  process.exit(status);
}

function giveUp(found: Problem): Promise<never> {
  print({ problem: found });
  return end(exitStatus(found));
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { code, message } = error as { code?: string; message?: string };
  if (code?.startsWith('ERR_PARSE_ARGS')) return problem('usage', { detail: message ?? code });
  console.error(error);
  return problem('internal', { where: 'command line' });
}

/** `--data DIR` and `--json` may stand before the command too. */
function commandFirst(args: string[]): string[] {
  let at = 0;
  while (args[at] === '--json' || args[at] === '--data') at += args[at] === '--data' ? 2 : 1;
  const [name = '', ...more] = args.slice(at);
  return [name, ...more, ...args.slice(0, at)];
}

process.on('uncaughtException', (error) => void giveUp(problemOf(error)));
process.on('unhandledRejection', (error) => void giveUp(problemOf(error)));
// Nobody listens any more: what is durable stays so, there is only nobody to tell.
process.stdout.on('error', () => process.exit(3));
process.stderr.on('error', () => {});
endWithParent();
alwaysVerify();

const [name = '', ...args] = commandFirst(process.argv.slice(2));
if (['help', '--help', '-h'].includes(name)) {
  print({ commands: Object.keys(commands), manual: 'docs/command-line.md' });
  await end(0);
}
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  try {
    await end(await command(args));
  } catch (error) {
    await giveUp(problemOf(error));
  }
} else {
  const detail = name === '' ? usage : `There is no command "${name}". ${usage}`;
  await giveUp(problem('usage', { detail }));
}
