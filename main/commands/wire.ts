import { coveredCommand, readCommand } from '../../shared/commands/code.ts';
import type { Asked, Job } from '../../shared/models/action.ts';
import { isUnitItself, type Verdict } from '../../shared/models/read.ts';
import { problem, type Result } from '../../shared/problems.ts';
import { withoutSecrets } from '../../shared/serial/find-sn.ts';
import type { Batches } from '../batches/batches.ts';
import { createUndoReads } from '../devices/undo-reads.ts';
import type { PrintQueue } from '../labels/print-queue.ts';
import type { Makers } from '../makers/makers.ts';
import type { Operators } from '../security/operators.ts';
import type { Claim } from '../station.ts';
import type { Store } from '../store/store.ts';
import { commandActs } from './acts.ts';
import { createCommands } from './commands.ts';
import { createDestroying } from './destroying.ts';
import { openCommandKey } from './key.ts';

/** Commands by barcode, undo and the destroying of labels, wired to the parts they move. */
export function wireCommands(needs: {
  store: Store;
  folder: string;
  random(bytes: number): Uint8Array;
  now(): number;
  newId(): string;
  onChange(): void;
  nudge(): void;
  batches: Batches;
  printing: PrintQueue;
  operators: Operators;
  operator(): string | null;
  act(request: Asked, by: string): Promise<Result<Job>>;
  makers(): Makers;
}) {
  const { store, now, operators } = needs;
  const by = () => needs.operator() ?? 'station';
  /** A scan comes through no window: whoever is on duty may do what their role may. */
  const actor = () => operators.actorOf({ role: 'admin' });
  const role = () => actor().role;
  const undo = createUndoReads(needs);
  const destroying = createDestroying({ store, now, by, onChange: needs.onChange });
  const commandKey = openCommandKey(needs.folder, needs.random);
  const commands = createCommands({
    key: commandKey,
    now,
    role,
    acts: commandActs({
      ...needs,
      undo,
      destroying,
      by,
      role,
      own: () => (role() === 'technician' ? operators.by() : null),
      logOff: () => void operators.logOff(by()),
      next: (source) => {
        const makers = needs.makers();
        return makers.state() === null ? null : { settled: makers.next(source, actor()) };
      },
    }),
  });
  const claim: Claim = (text, source) =>
    commands(text, source) ?? (isUnitItself(source) ? null : destroying.claim(text, source));
  /** A command is no unit, and while labels are destroyed nothing is. */
  const bars = (text: string): Verdict | null => {
    if (readCommand(text)) {
      const why = problem('read-no-sn', { format: 'Lineside' });
      return { text: coveredCommand(text), verdict: 'refused', problem: why };
    }
    if (!destroying.on()) return null;
    return { text: withoutSecrets(text), verdict: 'refused', problem: problem('destroying-on') };
  };
  return { undo, destroying, commandKey, claim, bars };
}
