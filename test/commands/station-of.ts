import type { App } from '../../main/app.ts';
import type { CommandKey } from '../../main/commands/key.ts';
import { currentBatch } from '../../main/store/batches.ts';
import type { World } from '../../main/world.ts';
import { cardArgument } from '../../shared/commands/card.ts';
import type { CommandWord } from '../../shared/commands/words.ts';
import type { BatchStart } from '../../shared/models/batch.ts';
import { plainLine } from '../../shared/models/line.ts';
import type { Verdict } from '../../shared/models/read.ts';
import { Bench } from '../devices/support.ts';
import { must } from '../support/must.ts';

/** A whole station with a scanner in hand, a sheet on the wall and a clock that the test turns. */
export class Desk extends Bench {
  clock: { now: number };

  constructor(app: App, clock: { now: number }) {
    super(app);
    this.clock = clock;
  }

  static override async open(options: Parameters<typeof Bench.open>[0] = {}): Promise<Desk> {
    const clock = { now: Date.now() };
    const world: Partial<World> = { clock: { now: () => clock.now } };
    const bench = await Bench.open({ ...options, ...world });
    return new Desk(bench.app, clock);
  }

  get key(): CommandKey {
    return this.app.parts.commandKey;
  }

  get batch() {
    return currentBatch(this.db);
  }

  /** Scans a text; a while after the one before. */
  scan(text: string, after = 5_000): Verdict {
    this.clock.now += after;
    return this.app.parts.station.receive(text, { kind: 'serial', name: 'hand' });
  }

  /** Scans a command of the sheet. */
  command(word: CommandWord, after?: number): Verdict {
    return this.scan(must(this.key.seal({ word, argument: null })), after);
  }

  card(start: Partial<BatchStart> & { tag: string }, after?: number): Verdict {
    const whole = {
      groupId: 'MIG',
      target: null,
      template: null,
      allocateTo: null,
      masterData: {},
      line: plainLine,
      makes: false,
      ...start,
    };
    const argument = cardArgument(whole) as string;
    return this.scan(must(this.key.seal({ word: 'BATCH', argument })), after);
  }

  start(start: object): Promise<unknown> {
    return this.call('batches.start', { groupId: 'MIG', tag: 'WO-1', ...start });
  }
}

/** `verdict code` of what a scan was answered. */
export const said = ({ verdict, problem }: Verdict): string =>
  problem ? `${verdict} ${problem.code}` : verdict;
