import type { ServerResponse } from 'node:http';
import type { State } from '../../shared/models/state.ts';
import type { Line } from '../line.ts';

const heartbeatMs = 15_000;
/** A guest that took nothing for this long is gone, whatever its socket says. */
const patienceMs = 60_000;

/** All guests are sent the same state: it is put into words once. */
const said = new WeakMap<State, string>();
function say(state: State): string {
  const known = said.get(state);
  if (known !== undefined) return known;
  const event = `data: ${JSON.stringify(state)}\n\n`;
  said.set(state, event);
  return event;
}

/**
 * Sends the whole state at once and after each change as server-sent events. A guest that reads
 * slower than the line changes gets the latest state when it is ready again; nothing piles up.
 */
export function streamState(line: Line, response: ServerResponse): void {
  let waiting: State | null = null;
  let blockedSince: number | null = null;

  const send = (text: string): void => {
    if (!response.write(text)) blockedSince ??= performance.now();
  };
  response.on('drain', () => {
    blockedSince = null;
    const latest = waiting;
    waiting = null;
    if (latest) send(say(latest));
  });
  const heartbeat = setInterval(() => {
    if (blockedSince === null) send(': still here\n\n');
    else if (performance.now() - blockedSince > patienceMs) response.destroy();
  }, heartbeatMs);

  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  });
  const stop = line.watch((state) => {
    if (blockedSince === null) send(say(state));
    else waiting = state;
  });
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}
