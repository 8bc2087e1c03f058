/** What was done to a document, to go back and forth in. The present is the last of `past` and what follows it. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** Names the hand movement that the present came from: one drag, one field being typed in. */
  stroke: string | null;
}

/** More than anybody goes back; a document may hold pictures. */
export const mostSteps = 200;

export const begin = <T>(present: T): History<T> => ({
  past: [],
  present,
  future: [],
  stroke: null,
});

/**
 * A step forward. Steps of one `stroke` that follow each other are one step: undo takes back the whole drag or the
 * whole word. What changes nothing is no step.
 */
export function step<T>(history: History<T>, next: T, stroke: string | null = null): History<T> {
  if (Object.is(next, history.present)) return history;
  const goesOn = stroke !== null && stroke === history.stroke && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present: next, future: [], stroke };
}

/** The movement is over: whatever comes next is a step of its own. */
export const rest = <T>(history: History<T>): History<T> =>
  history.stroke === null ? history : { ...history, stroke: null };

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (history.past.length === 0) return history;
  return {
    past: history.past.slice(0, -1),
    present: before as T,
    future: [history.present, ...history.future],
    stroke: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next] = history.future;
  if (history.future.length === 0) return history;
  return {
    past: [...history.past, history.present],
    present: next as T,
    future: history.future.slice(1),
    stroke: null,
  };
}
