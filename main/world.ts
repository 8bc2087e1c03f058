import type { PrinterSettings } from '../shared/models/printer.ts';
import type { PortInfo, PortLine } from '../shared/models/scanner.ts';
import type { DemoState } from '../shared/models/state.ts';
import type { Result } from '../shared/problems.ts';
import type { UsbDevice } from '../shared/units/usb-arrivals.ts';
import type { Redactor } from './log/redact.ts';
import type { PrinterDriver } from './printing/driver.ts';
import type { PagePrinter } from './printing/drivers/page.ts';
import type { MakeLabels, Release } from './printing/spool.ts';
import type { PinCost } from './security/pin.ts';

/** What the station needs from outside. A host fills it in; a test fills it in differently. */
export interface World {
  /** The station's data folder, absolute. */
  folder: string;
  version: string;
  clock: Clock;
  /** Cryptographically strong random bytes. */
  random(bytes: number): Uint8Array;
  http: Http;
  ports: Ports;
  usb: UsbBus;
  /** The operating system's key ring, or null where there is none (headless, browser host). */
  keyring: Keyring | null;
  /** Opens the vault where there is no key ring; null when nobody gave one yet. */
  passphrase: string | null;
  /** What the hash of a PIN costs; where it is missing, as much as `security/pin.ts` says. Only a test says less. */
  pinCost?: PinCost;
  settings: SettingsStore;
  log: Log;
  /** Takes secrets out of what is written down; what the log uses. Where it is missing, one of its own. */
  redactor?: Redactor;
  /** How this host opens and leaves the demo line; null where it cannot. */
  demo: DemoRig | null;
  /** This machine's clipboard, to take a copied secret off again; missing where the host has none. */
  clipboard?: Clipboard | null;
  /** Printing through the system's own dialog-free way; missing where the host has no window of its own. */
  pagePrinter?: PagePrinter | null;
  /** Paper that is not this machine's, with its own labels; missing: printers as the settings say, proven labels. */
  paper?: Paper;
}

/** Printers and labels of a world that has no paper. */
export interface Paper {
  driver(printer: PrinterSettings): PrinterDriver;
  make: MakeLabels;
  release: Release;
}

export interface Clock {
  /** Epoch milliseconds by the wall clock: a label for people, never an order. */
  now(): number;
  /** Milliseconds that nobody sets back or forward; where it is missing, the process's own. */
  steady?(): number;
  /** Calls `work` once, `ms` steady milliseconds from now; where it is missing, by the process's own timers. */
  after?(ms: number, work: () => void): Timer;
}

/** What is to happen later. */
export interface Timer {
  /** It does not happen. */
  cancel(): void;
  /** The process does not stay for it alone. */
  unref(): Timer;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole exchange, connect to last byte. */
  timeoutMs: number;
  /** Gives the exchange up before its time. */
  signal?: AbortSignal;
}

/**
 * `sent: false` means that the request certainly never reached anybody; with `sent: true` the other
 * side may have acted on it although no answer came back.
 */
export type HttpReply =
  | { ok: true; status: number; headers: (name: string) => string | null; body: string }
  | { ok: false; sent: boolean; tls: boolean; detail: string };

/** Never throws; reads at most a few MiB of an answer. */
export type Http = (request: HttpRequest) => Promise<HttpReply>;

/** A connection that delivers bytes. `onClose` comes exactly once, whatever happened. */
export interface PortEvents {
  onData(bytes: Uint8Array): void;
  onClose(reason: { unplugged: boolean; detail: string }): void;
}

export interface OpenPort {
  close(): void;
  /**
   * Sends bytes to the other side; `port-write-failed` when they were not taken within `within` ms (a
   * write after an unplug never comes back by itself).
   */
  write(bytes: Uint8Array, within: number): Promise<Result<object>>;
  /**
   * When whoever reads the port for the station last proved to be awake, by `performance.now()`. Missing
   * where the station reads the port itself.
   */
  awakeAt?(): number;
}

export interface Ports {
  /** Opens a tty path or a `tcp://` address; each call is a new connection with nothing left over. */
  open(path: string, line: PortLine, events: PortEvents): Promise<Result<OpenPort>>;
  list(): Promise<PortInfo[]>;
}

/** What is plugged in on USB. */
export interface UsbBus {
  /** All of it now; null where that could not be found out, which is not the same as nothing. */
  list(): Promise<readonly UsbDevice[] | null>;
}

/** Wraps the vault's data key (Electron safeStorage; a stand-in in tests). */
export interface Keyring {
  backend: string;
  available(): boolean;
  wrap(key: Uint8Array): Uint8Array;
  /** Throws when it cannot. */
  unwrap(blob: Uint8Array): Uint8Array;
}

/** Text on the clipboard of this machine. */
export interface Clipboard {
  /** May fail: it belongs to all programs. */
  text(): Promise<string>;
  clear(): void;
}

/** What people choose, as one JSON value; `get` gives null when nothing was ever set. */
export interface SettingsStore {
  get(): unknown;
  set(value: unknown): void;
}

export interface Log {
  info(text: string, about?: Record<string, unknown>): void;
  warn(text: string, about?: Record<string, unknown>): void;
}

/** The demo line as a station sees it: the host owns the pretend parts. */
export interface DemoRig {
  start(): Promise<Result<object>>;
  leave(): Promise<Result<object>>;
  set(change: {
    network?: boolean | undefined;
    running?: boolean | undefined;
    scannerPlugged?: boolean | undefined;
  }): Result<object>;
  scan(kind: 'good' | 'repeat' | 'wrong' | 'torn'): Result<object>;
  /** Null when this station is not the demo's. */
  state(): DemoState | null;
  /** Told whenever `state` changed. */
  onChange(listener: () => void): void;
}
