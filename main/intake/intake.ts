import type { Source } from '../../shared/models/read.ts';
import type { Scanner, ScannerState } from '../../shared/models/scanner.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Timers } from '../timers.ts';
import type { Ports } from '../world.ts';
import type { Dropped } from './framer.ts';
import { type Answer, createScannerLink, type ScannerLink } from './scanner-link.ts';

/** All scanners of the station, each on its own connection. */
export interface Intake {
  /** Opens what is new, closes what is gone, leaves the rest alone. */
  use(scanners: readonly Scanner[]): void;
  states(): ScannerState[];
  close(): void;
}

export function createIntake(needs: {
  ports: Ports;
  now(): number;
  cover?(text: string): string;
  onText(text: string, source: Source, answer: Answer): void;
  onMisread(why: Problem, source: Source, answer: Answer): void;
  onDropped(dropped: Dropped, source: Source, answer: Answer): void;
  onChange(): void;
  timers?: Timers | undefined;
}): Intake {
  const links = new Map<string, { scanner: string; link: ScannerLink }>();
  let order: readonly string[] = [];

  return {
    use(scanners) {
      const wanted = new Map(scanners.map((scanner) => [scanner.id, scanner]));
      for (const [id, { scanner, link }] of links) {
        if (JSON.stringify(wanted.get(id)) === scanner) continue;
        link.close();
        links.delete(id);
      }
      for (const [id, scanner] of wanted) {
        if (links.has(id)) continue;
        const link = createScannerLink({
          ...needs,
          scanner,
          rivals: () =>
            [...wanted.values()].flatMap((other) =>
              other.id !== id && other.identity ? [other.identity] : [],
            ),
        });
        links.set(id, { scanner: JSON.stringify(scanner), link });
      }
      order = [...wanted.keys()];
      needs.onChange();
    },
    // One that was changed stays in its place on the screen.
    states: () => order.flatMap((id) => links.get(id)?.link.state() ?? []),
    close() {
      for (const { link } of links.values()) link.close();
      links.clear();
    },
  };
}
