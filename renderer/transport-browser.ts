import type { State } from '../shared/models/state.ts';
import { fail } from '../shared/problems.ts';
import type { Link, WindowTransport } from './transport.ts';

/** How long the stream may be down before people are told. */
const patienceMs = 1500;
const retryMs = 1000;

/** Calls by POST, State by server-sent events, on the address that served this page. */
export function browserTransport(): WindowTransport {
  const links = new Set<(link: Link) => void>();
  let link: Link = 'joining';
  const tell = (now: Link) => {
    if (now === link) return;
    link = now;
    for (const listener of links) listener(now);
  };
  return {
    call,
    watch: (listener) => follow(listener, tell),
    link: (listener) => {
      links.add(listener);
      listener(link);
      return () => links.delete(listener);
    },
  };
}

async function call(name: string, input: unknown): Promise<unknown> {
  try {
    const response = await fetch(`/call/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    return await response.json();
  } catch {
    return fail('internal', { where: 'connection' });
  }
}

function follow(listener: (state: State) => void, tell: (link: Link) => void): () => void {
  let stream: EventSource | undefined;
  let again: number | undefined;
  let patience: number | undefined;

  const missing = () => {
    patience ??= window.setTimeout(() => tell('lost'), patienceMs);
  };
  const heard = () => {
    window.clearTimeout(patience);
    patience = undefined;
    tell('up');
  };
  const open = () => {
    stream = new EventSource('/watch');
    // Only a State proves that the station itself is there, not just something at its address.
    stream.addEventListener('message', (event: MessageEvent<string>) => {
      heard();
      listener(JSON.parse(event.data) as State);
    });
    stream.addEventListener('error', () => {
      missing();
      // After an HTTP error the browser gives up for good; a restarted station must be found again.
      if (stream?.readyState === EventSource.CLOSED) again = window.setTimeout(open, retryMs);
    });
  };
  missing();
  open();
  return () => {
    stream?.close();
    window.clearTimeout(again);
    window.clearTimeout(patience);
  };
}
