import { blockCount, createSolver, type Solver } from './fountain.ts';
import { readFrame } from './frame.ts';

/** Gathers frames into files. Frames of several hand-overs, and of several sizes, do not mix. */
export interface Collector {
  /** Null: the text is no frame. */
  take(text: string, at: number): Taken | null;
  /** Of the hand-over whose frame came last and that is not whole; null: there is none. */
  progress(): { have: number; of: number; dropped: number; at: number } | null;
  /** All frames so far are forgotten, also of what was whole. */
  forget(): void;
}

export type Taken =
  | { kind: 'damaged' | 'newer' | 'new' | 'again' }
  /** Bytes that begin with nothing but their own claim: to be proved. */
  | { kind: 'whole'; id: string; file: Uint8Array };

interface Gathering {
  key: string;
  id: string;
  length: number;
  of: number;
  solver: Solver;
  at: number;
}

/** Hand-overs that are gathered at a time: somebody shows one, and another one by mistake. */
const mostAtATime = 2;
/** Frames of what is whole go on coming until somebody stops the other screen. */
const mostDone = 8;

export function createCollector(): Collector {
  let open: Gathering[] = [];
  let done: string[] = [];
  let dropped = 0;

  return {
    take(text, at) {
      const read = readFrame(text);
      if (!read) return null;
      if (read.kind !== 'frame') {
        dropped++;
        return { kind: read.kind };
      }
      const { id, length, index, part } = read.frame;
      if (done.includes(id)) return { kind: 'again' };
      const key = `${id} ${length} ${part.length}`;
      let mine = open.find((each) => each.key === key);
      if (!mine) {
        const of = blockCount(length, part.length);
        mine = { key, id, length, of, solver: createSolver(of, part.length), at };
        if (open.length === 0) dropped = 0;
      }
      mine.at = at;
      open = [mine, ...open.filter((each) => each !== mine)].slice(0, mostAtATime);
      if (!mine.solver.add(index, part)) return { kind: 'again' };
      const file = mine.solver.solve();
      if (!file) return { kind: 'new' };
      open = open.filter((each) => each.id !== id);
      done = [id, ...done].slice(0, mostDone);
      return { kind: 'whole', id, file: file.slice(0, length) };
    },
    progress() {
      const [mine] = open;
      return mine ? { have: mine.solver.rank(), of: mine.of, dropped, at: mine.at } : null;
    },
    forget() {
      open = [];
      done = [];
      dropped = 0;
    },
  };
}
