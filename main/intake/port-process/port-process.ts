import type { PortInfo, PortLine } from '../../../shared/models/scanner.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import type { OpenPort, PortEvents } from '../../world.ts';
import type { PortChild, PortFork } from './fork.ts';
import type { FromPort } from './messages.ts';
import { lookEvery, Watchdog } from './watchdog.ts';

/** How long a port may take to open, in milliseconds; its process starts in that time too. */
const openWithin = 10_000;
/** How long the machine's ports may take to be listed, in milliseconds. */
const listWithin = 8000;
/** A process that was asked to end and did not is ended after so long, in milliseconds. */
const endWithin = 1000;

/** One process with at most one port in it, ended for good when that port is closed. */
export class PortProcess {
  readonly #child: PortChild;
  readonly #watchdog = new Watchdog(performance.now());
  readonly #look: NodeJS.Timeout;
  readonly #written = new Map<number, (problem: string | null) => void>();
  #writes = 0;
  #ended = false;
  #path = '';
  #events: PortEvents | null = null;
  #opening: ((result: Result<object>) => void) | null = null;
  #listing: ((items: PortInfo[] | null) => void) | null = null;

  constructor(fork: PortFork) {
    this.#child = fork({
      onMessage: (message) => this.#hear(message as FromPort),
      onEnd: () => this.#over(false, 'its process ended'),
    });
    this.#look = setInterval(() => {
      const wrong = this.#watchdog.look(performance.now());
      if (wrong) this.#over(false, wrong);
    }, lookEvery);
    this.#holds(false);
  }

  /** It can be given something to do. */
  get free(): boolean {
    return !this.#ended && !this.#events && !this.#opening && !this.#listing;
  }

  async open(path: string, line: PortLine, events: PortEvents): Promise<Result<OpenPort>> {
    this.#path = path;
    this.#holds(true);
    const opened = await new Promise<Result<object>>((resolve) => {
      const timer = setTimeout(() => this.#over(false, 'it takes too long to open'), openWithin);
      this.#opening = (result) => {
        clearTimeout(timer);
        this.#opening = null;
        // Bytes may follow in the same turn, before whoever waits for the port gets to run.
        if (result.ok) this.#events = events;
        else this.#holds(false);
        resolve(result);
      };
      if (this.#ended) this.#opening(fail('port-failed', { path, detail: 'its process ended' }));
      else this.#child.send({ do: 'open', path, line });
    });
    if (!opened.ok) return opened;
    return ok({
      close: () => this.#over(false, 'closed'),
      write: (bytes, within) => this.#write(bytes, within),
      awakeAt: () => this.#watchdog.punctualAt,
    });
  }

  /** What the machine lists; null when it did not answer. */
  list(): Promise<PortInfo[] | null> {
    this.#holds(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#over(false, 'the list takes too long'), listWithin);
      this.#listing = (items) => {
        clearTimeout(timer);
        this.#listing = null;
        this.#holds(false);
        resolve(items);
      };
      if (this.#ended) this.#listing(null);
      else this.#child.send({ do: 'list' });
    });
  }

  end(): void {
    this.#over(false, 'closed');
  }

  #hear(message: FromPort): void {
    if (this.#ended) return;
    const now = performance.now();
    switch (message.say) {
      case 'beat':
        return this.#watchdog.beat(now, message);
      case 'data':
        this.#watchdog.work(now);
        return this.#events?.onData(message.bytes);
      case 'opened':
        this.#watchdog.work(now);
        return this.#opening?.(message.result);
      case 'closed':
        return this.#over(message.unplugged, message.detail);
      case 'written':
        this.#watchdog.work(now);
        return this.#written.get(message.id)?.(message.problem);
      case 'listed':
        return this.#listing?.(message.items);
    }
  }

  /** A write after an unplug never calls back: it is given up after `within` ms. */
  #write(bytes: Uint8Array, within: number): Promise<Result<object>> {
    const id = ++this.#writes;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#written.get(id)?.('it did not take the bytes'), within);
      this.#written.set(id, (detail) => {
        clearTimeout(timer);
        this.#written.delete(id);
        resolve(detail === null ? ok({}) : fail('port-write-failed', { path: this.#path, detail }));
      });
      if (this.#ended) this.#written.get(id)?.('the port is closed');
      else this.#child.send({ do: 'write', id, bytes });
    });
  }

  /** The end, whoever wanted it: everybody who waits is told, once, and the process goes. */
  #over(unplugged: boolean, detail: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#look);
    this.#holds(false);
    this.#child.send({ do: 'close' });
    if (detail === 'closed' || unplugged) {
      setTimeout(() => this.#child.endHard(), endWithin).unref();
    } else {
      this.#child.endHard();
    }
    this.#opening?.(fail('port-failed', { path: this.#path, detail }));
    this.#listing?.(null);
    for (const settle of this.#written.values()) settle('the port is closed');
    const events = this.#events;
    this.#events = null;
    events?.onClose({ unplugged, detail });
  }

  #holds(yes: boolean): void {
    this.#child.holds(yes);
    if (yes) this.#look.ref();
    else this.#look.unref();
  }
}
