import type { Terminator } from '../../shared/models/scanner.ts';
import { processTimers, type Timers } from '../timers.ts';
import type { Timer } from '../world.ts';

/** A code that did not end properly and was dropped, for whoever shows it. */
export interface Dropped {
  /** In bytes. */
  length: number;
  reason: 'silence' | 'too-long' | 'disconnected' | 'begun-before';
}

export interface FramerOptions {
  terminator: Terminator;
  onText(text: string): void;
  onDropped(dropped: Dropped): void;
  /** Longest code in bytes; what is longer is noise and is dropped up to the next end. */
  maxLength?: number;
  /**
   * When whoever reads the port for this process last proved to be awake (`performance.now()`): bytes
   * that wait for a reader that was held up are no silence of the scanner's either.
   */
  awakeAt?: (() => number) | undefined;
  /**
   * The connection may begin inside a code: what comes before it was quiet once (`opened`) is dropped up
   * to the first end. The rest of a torn code can look like a good one.
   */
  mayBeginInside?: boolean;
  /** From now on each code is known from its first byte. */
  onCertain?(): void;
  timers?: Timers | undefined;
}

/**
 * So much silence after the opening, in milliseconds, and the next byte is the first of a code: twice
 * what a scanner may pause within one.
 */
export const quietAtStart = 100;

/**
 * A partial code is given up after this much silence, in milliseconds; well above the 50 ms that a
 * scanner may pause within a code, well below the 1.5 s after which it must be gone.
 */
export const partialSilence = 800;
/** Where only silence ends a code, this much of it does, in milliseconds. */
export const endingSilence = 200;
/** The last part of a silence, in which the station must have been awake to hear it. */
const listening = 50;
/** A reader that is held up for ever is not waited for: then silence is what it looks like, in ms. */
const longestDoubt = 3000;
/** And at the start of a connection, for whose readiness a person waits, in ms. */
const longestStart = 1000;
/** A timer later than this tells of a busy station, not of a silent scanner. */
const late = 20;
const longest = 8192;

const CR = 13;
const LF = 10;

/**
 * Cuts the bytes of one connection into codes. One framer per connection, thrown away with it: what
 * was left of a torn code can then never be glued to the next connection's bytes.
 */
export class Framer {
  readonly #options: FramerOptions;
  readonly #timers: Timers;
  readonly #max: number;
  #held: Uint8Array[] = [];
  #length = 0;
  /** Noise is being skipped up to the next end or silence. */
  #skipping = false;
  /** `crlf`: the last byte was CR, and LF decides. */
  #afterCr = false;
  #timer: Timer | null = null;
  #fedAt = 0;
  /** Where the code in hand begins is not known: it may have begun before the connection. */
  #inside: boolean;

  constructor(options: FramerOptions) {
    this.#options = options;
    this.#timers = options.timers ?? processTimers;
    this.#max = options.maxLength ?? longest;
    this.#inside = options.mayBeginInside ?? false;
  }

  /** What is read next can be a code's rest. */
  get inside(): boolean {
    return this.#inside;
  }

  /** The port is open from now on. */
  opened(): void {
    if (!this.#inside || this.#length > 0) return;
    this.#fedAt = this.#timers.steady();
    this.#awaitQuiet(quietAtStart);
  }

  get #silence(): number {
    return this.#options.terminator === 'none' ? endingSilence : partialSilence;
  }

  /** Takes the next bytes as they came. */
  feed(bytes: Uint8Array): void {
    let start = 0;
    for (let index = 0; index < bytes.length; index++) {
      if (this.#isRestOfEnd(bytes[index] as number, index === start)) {
        start = index + 1;
        continue;
      }
      const end = this.#endsAt(bytes[index] as number);
      if (end === 0) continue;
      this.#hold(bytes.subarray(start, index + 1));
      this.#emit(end);
      start = index + 1;
    }
    if (start < bytes.length) this.#hold(bytes.subarray(start));
    else this.#certain();
    this.#watchSilence();
  }

  /** The connection is gone: whatever is held is given up. */
  end(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#drop('disconnected');
  }

  /** LF at the start where CR ends a code: the scanner sends both, and LF alone is no torn code. */
  #isRestOfEnd(byte: number, first: boolean): boolean {
    return first && this.#length === 0 && byte === LF && this.#options.terminator === 'cr';
  }

  /** How many of the bytes up to here are the terminator; 0 = the code goes on. */
  #endsAt(byte: number): number {
    switch (this.#options.terminator) {
      case 'any':
        return byte === CR || byte === LF ? 1 : 0;
      case 'cr':
        return byte === CR ? 1 : 0;
      case 'lf':
        return byte === LF ? 1 : 0;
      case 'crlf': {
        const ends = this.#afterCr && byte === LF;
        this.#afterCr = byte === CR;
        return ends ? 2 : 0;
      }
      case 'none':
        return 0;
    }
  }

  #hold(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#skipping) return;
    if (this.#length > this.#max) {
      this.#held = [];
      this.#skipping = true;
      return;
    }
    // A copy: the port reuses its read buffer.
    this.#held.push(Uint8Array.from(bytes));
  }

  #emit(terminatorLength: number): void {
    if (this.#skipping) {
      this.#drop('too-long');
      return;
    }
    const bytes = Buffer.concat(this.#held).subarray(0, this.#length - terminatorLength);
    if (this.#inside && bytes.length > 0) {
      this.#drop('begun-before');
      return;
    }
    this.#reset();
    if (bytes.length > 0) this.#options.onText(decode(bytes));
  }

  #drop(reason: Dropped['reason']): void {
    const length = this.#length;
    const noise = this.#skipping;
    this.#reset();
    if (length > 0) this.#options.onDropped({ length, reason: noise ? 'too-long' : reason });
  }

  #reset(): void {
    this.#held = [];
    this.#length = 0;
    this.#skipping = false;
    this.#afterCr = false;
    this.#certain();
  }

  #certain(): void {
    if (!this.#inside) return;
    this.#inside = false;
    this.#options.onCertain?.();
  }

  #watchSilence(): void {
    this.#timer?.cancel();
    this.#timer = null;
    if (this.#length === 0) return;
    this.#fedAt = this.#timers.steady();
    this.#timer = this.#timers.after(this.#silence - listening, () => this.#listen());
  }

  /**
   * Bytes that came while the station was busy (a slow disk) wait behind the timer, some turns of the
   * loop away. Taking that for silence would drop the first half of a code and register the second.
   */
  #listen(): void {
    const due = this.#timers.steady() + listening;
    this.#timer = this.#timers.after(listening, () => {
      const now = this.#timers.steady();
      // Node counts a timer from the start of the turn it was set in: after a long turn it is early.
      if (now - due > late || now - this.#fedAt < this.#silence - late) return this.#listen();
      if (this.#readerWasHeldUp(now)) return this.#listen();
      this.#timer = null;
      if (this.#options.terminator === 'none' && !this.#skipping) this.#emit(0);
      else this.#drop('silence');
    });
  }

  #awaitQuiet(ms: number): void {
    const due = this.#timers.steady() + ms;
    this.#timer = this.#timers.after(ms, () => {
      const now = this.#timers.steady();
      const heldUp = now - this.#fedAt < longestStart && this.#readerWasHeldUp(now, quietAtStart);
      if (now - due > late || heldUp) {
        this.#awaitQuiet(listening);
        return;
      }
      this.#timer = null;
      this.#certain();
    });
  }

  #readerWasHeldUp(now: number, silence = this.#silence): boolean {
    const { awakeAt } = this.#options;
    if (!awakeAt || now - this.#fedAt > longestDoubt) return false;
    return awakeAt() < this.#fedAt + silence - listening;
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes that are no UTF-8 become U+FFFD, which no SN may hold: such a read is refused, not guessed. */
const decode = (bytes: Uint8Array): string => utf8.decode(bytes);
