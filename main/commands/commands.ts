import { coveredCommand, readCommand, type SealedCommand } from '../../shared/commands/code.ts';
import type { CommandWord } from '../../shared/commands/words.ts';
import type { CallName } from '../../shared/contract.ts';
import { contract } from '../../shared/contract.ts';
import { isUnitItself, type Source, type Verdict } from '../../shared/models/read.ts';
import { explained, type Problem, problem } from '../../shared/problems.ts';
import { mayAct, type Role } from '../../shared/roles.ts';
import type { Claim, Settled } from '../station.ts';
import type { CommandKey } from './key.ts';

/** What a command did: what was taken note of, or a unit that it made. */
export type Done = { problem: Problem; deviceSn?: string } | { settled: Verdict };
/** What stands behind a word; a problem whose code does not begin with `noted-` refuses. */
export type Act = (argument: string | null, source: Source) => Done;

/** The call that each command stands for: it needs the same role. */
const calls: Record<CommandWord, CallName> = {
  NEXT: 'station.read',
  UNDO: 'undo.last',
  REPRINT: 'labels.print',
  PAUSE: 'batches.pause',
  RESUME: 'batches.resume',
  FINISH: 'batches.finish',
  DESTROY: 'labels.destroying',
  LOGOFF: 'station.read',
  BATCH: 'batches.start',
};

/** The same code again within this is one scan that was read twice, in milliseconds. */
export const sameScan = 1_000;

/**
 * Codes that act. What begins like one of ours and is not genuine is refused and never taken for a unit; no
 * product code can be genuine, since the seal is made with a secret of the station.
 */
export function createCommands(needs: {
  key: CommandKey;
  now(): number;
  /** What whoever is on duty may do. */
  role(): Role | null;
  acts: Record<CommandWord, Act>;
}): Claim {
  let last: { text: string; at: number; verdict: Verdict } | null = null;

  function whyNot(command: SealedCommand): Problem | null {
    const genuine = needs.key.verify(command);
    if (!genuine.ok) return genuine.problem;
    const held = needs.role();
    const needed = contract[calls[command.word]].role;
    if (mayAct(held, needed)) return null;
    return held === null ? problem('operator-missing') : problem('role-missing', { needed, held });
  }

  function carryOut(shown: string, command: SealedCommand, source: Source): Verdict | Settled {
    const stop = isUnitItself(source) ? problem('command-forged') : whyNot(command);
    const done = stop ? { problem: stop } : needs.acts[command.word](command.argument, source);
    if ('settled' in done) return done;
    const { problem: why, deviceSn } = done as Extract<Done, { problem: Problem }>;
    return {
      text: shown,
      verdict: why.code.startsWith('noted-') ? 'noted' : 'refused',
      ...(deviceSn === undefined ? {} : { deviceSn }),
      problem: why,
    };
  }

  return (text, source) => {
    const read = readCommand(text);
    if (!read) return null;
    const shown = coveredCommand(text);
    if (read.kind !== 'sealed') {
      const why = problem(read.kind === 'newer' ? 'command-newer' : 'command-damaged');
      return { text: shown, verdict: 'refused', problem: why };
    }
    const now = needs.now();
    const whole = `${read.command.signed}.${read.command.seal}`;
    if (last?.text === whole && Math.abs(now - last.at) < sameScan) {
      last.at = now;
      const { verdict } = last;
      if (verdict.verdict !== 'noted' || !verdict.problem) return verdict;
      return { ...verdict, problem: explained(verdict.problem, 'read-twice') };
    }
    const done = carryOut(shown, read.command, source);
    if ('settled' in done) {
      // Of the same code read twice the second makes no unit: it only says so.
      const made = problem('noted-next');
      last = { text: whole, at: now, verdict: { text: shown, verdict: 'noted', problem: made } };
      return done;
    }
    last = { text: whole, at: now, verdict: done };
    return done;
  };
}
