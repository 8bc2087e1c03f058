import { type ChildProcess, spawn } from 'node:child_process';
import { type FileHandle, open, readlink, rm } from 'node:fs/promises';
import { pause, until } from './wait.ts';

/**
 * A scanner on a cable: socat holds a pair of pseudo terminals, the station opens `path`, the test
 * writes into the other end. Pulling the plug ends socat, which hangs the station's end up the way
 * a vanished USB device does.
 */
export class PtyScanner {
  /** What the station is told to open; stays the same over a replug. */
  readonly path: string;
  readonly #far: string;
  #socat: ChildProcess | null = null;
  #handle: FileHandle | null = null;
  #reader: ChildProcess | null = null;
  #listening = false;
  #heard = '';
  #onHear: ((text: string) => void) | null = null;

  private constructor(path: string) {
    this.path = path;
    this.#far = `${path}-far`;
  }

  static async plugIn(path: string): Promise<PtyScanner> {
    const scanner = new PtyScanner(path);
    await scanner.replug();
    return scanner;
  }

  async replug(): Promise<void> {
    if (this.#socat) throw new Error('the scanner is plugged in already');
    await Promise.all([rm(this.#far, { force: true }), rm(this.path, { force: true })]);
    const ends = [`pty,raw,echo=0,link=${this.#far}`, `pty,raw,echo=0,link=${this.path}`];
    const socat = spawn('socat', ['-d', '-d', ...ends], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#socat = socat;
    let said = '';
    socat.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await until('socat to join the two ends', () => said.includes('starting data transfer loop'));
    this.#handle = await open(this.#far, 'r+');
    if (this.#listening) this.listen();
  }

  /** From now on what the station sends to the scanner is heard; over a replug too. */
  listen(onHear = this.#onHear): void {
    this.#listening = true;
    this.#onHear = onHear;
    // A process of its own: a read that waits for bytes would hold one of this process's few threads.
    const reader = spawn('cat', [this.#far], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#reader = reader;
    reader.stdout.setEncoding('latin1').on('data', (text: string) => {
      this.#heard += text;
      this.#onHear?.(text);
    });
  }

  /** What the station has sent since `listen`, one character a byte. */
  heard(): string {
    return this.#heard;
  }

  /** Bytes in pieces of `size`, with `gap` ms between them; all at once by default. */
  async write(bytes: string | Uint8Array, { size = Infinity, gap = 0 } = {}): Promise<void> {
    const all = Buffer.from(bytes as string);
    const step = Math.min(size, 4096);
    for (let at = 0; at < all.length; at += step) {
      if (at > 0 && gap > 0) await pause(gap);
      const piece = all.subarray(at, at + step);
      for (let sent = 0; sent < piece.length; ) {
        if (!this.#handle) throw new Error('the scanner is unplugged');
        const { bytesWritten } = await this.#handle.write(piece, sent);
        sent += bytesWritten;
      }
    }
  }

  async unplug(): Promise<void> {
    const socat = this.#socat;
    const handle = this.#handle;
    this.#socat = null;
    this.#handle = null;
    this.#reader?.kill('SIGKILL');
    this.#reader = null;
    if (socat && socat.exitCode === null && socat.signalCode === null) {
      const gone = new Promise((resolve) => {
        socat.once('exit', resolve);
      });
      socat.kill('SIGKILL');
      await gone;
    }
    await handle?.close().catch(() => {});
    await Promise.all([rm(this.#far, { force: true }), rm(this.path, { force: true })]);
  }

  /** The device behind the link, as open files of a process show it. */
  device(): Promise<string> {
    return readlink(this.path);
  }
}
