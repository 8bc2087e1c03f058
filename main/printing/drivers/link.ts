import { connect, type Socket } from 'node:net';

/** A connection to a printer: bytes out no faster than it takes them, answers in. Rejects with a plain Error. */
export interface Link {
  /** Resolves when the bytes were handed to the system and it is ready for more. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Writes a question and waits for an answer that `read` understands; null when none came within `ms`. */
  ask<T>(question: string, read: (text: string) => T | null, ms: number): Promise<T | null>;
  /** Says that nothing follows, and waits until the other side says so too: false when it did not within `ms`. */
  finish(ms: number): Promise<boolean>;
  destroy(): void;
}

/** Most of an answer that is kept, characters: a printer that talks without end fills no memory. */
const mostHeard = 8192;

/** Opens a TCP connection; rejects when there is none within `ms`. */
export function openLink(
  { host, port }: { host: string; port: number },
  { connectMs, stallMs }: { connectMs: number; stallMs: number },
): Promise<Link> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const timer = setTimeout(() => socket.destroy(new Error('no answer')), connectMs);
    socket.once('error', reject);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', reject);
      resolve(linkOver(socket, stallMs));
    });
    socket.once('close', () => clearTimeout(timer));
  });
}

function linkOver(socket: Socket, stallMs: number): Link {
  let heard = '';
  let broken: Error | null = null;
  let ended = false;
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const waker of wakers) waker();
  };
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    heard = (heard + bytes.toString('latin1')).slice(-mostHeard);
    wake();
  });
  socket.on('error', (error) => {
    broken = error;
    wake();
  });
  socket.on('end', () => {
    ended = true;
    wake();
  });
  socket.on('close', () => {
    broken ??= new Error('closed by the printer');
    wake();
  });

  /** Resolves with the first thing that `look` finds, or null after `ms`; rejects when the connection breaks. */
  const wait = <T>(look: () => T | null, ms: number): Promise<T | null> =>
    new Promise((resolve, reject) => {
      const settle = () => {
        const found = look();
        if (found === null && !broken) return;
        over();
        if (found !== null) resolve(found);
        else reject(broken);
      };
      const timer = setTimeout(() => {
        over();
        resolve(null);
      }, ms);
      const over = () => {
        clearTimeout(timer);
        wakers.delete(settle);
      };
      wakers.add(settle);
      settle();
    });

  async function write(bytes: Uint8Array | string): Promise<void> {
    if (broken) throw broken;
    let drained = false;
    const more = socket.write(bytes as Uint8Array, () => {
      drained = true;
      wake();
    });
    if (more) return;
    if (!(await wait(() => (drained ? true : null), stallMs))) throw new Stalled();
  }

  return {
    write,
    async ask(question, read, ms) {
      heard = '';
      await write(question);
      return wait(() => read(heard), ms);
    },
    async finish(ms) {
      socket.end();
      return (await wait(() => (ended ? true : null), ms)) === true;
    },
    destroy: () => socket.destroy(),
  };
}

/** The other side takes nothing more, although the connection stands. */
export class Stalled extends Error {
  constructor() {
    super('it takes nothing');
    this.name = 'Stalled';
  }
}
