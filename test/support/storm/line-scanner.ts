import { PtyScanner } from '../pty-scanner.ts';
import type { Random } from '../random.ts';
import { pause, until } from '../wait.ts';
import { type Code, Codes, type Profile } from './codes.ts';

/** A code that was written whole. */
export interface Sent {
  port: number;
  kind: Code['kind'];
  sn: string;
  /** Everything of it arrived, by what the station said afterwards: it must be in its records. */
  certain: boolean;
  /** From the last byte's write to the station's answer arriving, in ms; null where none came. */
  took: number | null;
}

/** What the station shows of one scanner. */
export interface Shown {
  connected: boolean;
  lastText: string | null;
  dropped: number;
}

export interface ScannerNeeds {
  port: number;
  profile: Profile;
  path: string;
  random: Random;
  /** What the station's newest State says of it. */
  shown(): Shown | undefined;
  /** Milliseconds between two codes, as it should be now. */
  pace(): number;
  /** The station is gone, as after a power cut: nothing is waited for any more. */
  gone(): boolean;
}

/**
 * One scanner in a storm: writes codes in pieces, tears some, is unplugged, or loses the station's
 * process for its port; and keeps a record of what it did.
 */
export class LineScanner {
  readonly sent: Sent[] = [];
  /** What went wrong while it ran. */
  readonly wrong: string[] = [];
  /** Codes torn by silence, which the station must have told of. */
  torn = 0;
  /** How often the connection broke. */
  broken = 0;
  ready = false;
  readonly #needs: ScannerNeeds;
  readonly #codes: Codes;
  readonly #pty: PtyScanner;
  /** Written and not yet answered, oldest first. */
  #open: { sent: Sent; answer: Code['answer']; at: number }[] = [];
  #answers = 0;
  /** The connection is being broken: what is written or answered now proves nothing. */
  #unsure = true;
  #known: string[] = [];

  private constructor(needs: ScannerNeeds, pty: PtyScanner) {
    this.#needs = needs;
    this.#pty = pty;
    this.#codes = new Codes(needs.profile, needs.random);
    if (needs.profile.answers) pty.listen((text) => this.#hear(text));
  }

  static async plugIn(needs: ScannerNeeds): Promise<LineScanner> {
    return new LineScanner(needs, await PtyScanner.plugIn(needs.path));
  }

  device(): Promise<string> {
    return this.#pty.device();
  }

  unplug(): Promise<void> {
    return this.#pty.unplug();
  }

  /** Writes codes until `over`; each of `troubles` once it is due. */
  async run(over: () => boolean, trouble: () => (() => Promise<void>) | undefined): Promise<void> {
    await this.settle();
    for (let due = performance.now(); !over(); ) {
      const next = trouble();
      if (next) {
        this.ready = false;
        await next();
        await this.settle();
        due = performance.now();
      }
      due = Math.max(due + this.#needs.pace(), performance.now() - 200);
      const early = due - performance.now();
      if (early > 0) await pause(early);
      await this.#one();
    }
    this.ready = false;
    await this.#calm();
    if (this.#needs.gone()) this.broken += 1;
  }

  async #until(what: string, look: () => unknown, ms = 20_000): Promise<boolean> {
    await until(what, () => this.#needs.gone() || Boolean(look()), { within: ms });
    return !this.#needs.gone();
  }

  async #one(): Promise<void> {
    const { random } = this.#needs;
    if (random.chance(0.002)) return this.tear();
    const first = this.#codes.next(this.#known.length > 0 ? random.pick(this.#known) : undefined);
    // Two in one chunk, as when the system was busy.
    const codes = random.chance(0.05) ? [first, this.#codes.good()] : [first];
    const bytes = Buffer.concat(codes.map((code) => code.bytes));
    const cuts = random.chance(0.5) ? random.int(1, 2) : 0;
    const inside = Array.from({ length: cuts }, () => random.int(1, bytes.length - 1));
    let ends = 0;
    let from = 0;
    for (const to of [...new Set([...inside, bytes.length])].toSorted((a, b) => a - b)) {
      if (from > 0) await pause(random.chance(0.03) ? 50 : random.int(0, 5));
      for (let code = codes[0]; code && ends + code.bytes.length <= to; code = codes[0]) {
        this.#note(code);
        ends += code.bytes.length;
        codes.shift();
      }
      await this.#pty.write(bytes.subarray(from, to));
      from = to;
    }
  }

  /** Just before its last byte is written. */
  #note(code: Code): void {
    const { port, profile } = this.#needs;
    const sent = { port, kind: code.kind, sn: code.sn, certain: false, took: null };
    this.sent.push(sent);
    if (this.#unsure) return;
    this.#open.push({ sent, answer: code.answer, at: performance.now() });
    if (!profile.answers) this.#look();
  }

  /** Answers come in the order of the codes. */
  #hear(text: string): void {
    const now = performance.now();
    for (const answer of text) {
      this.#answers += 1;
      if (this.#unsure) continue;
      const first = this.#open.shift();
      if (!first) {
        this.wrong.push(`${this.#needs.path}: answer ${answer} to nothing`);
      } else {
        if (first.answer !== answer) {
          this.wrong.push(`${first.sent.kind} ${first.sent.sn}: ${answer}, not ${first.answer}`);
        }
        first.sent.took = now - first.at;
        this.#sure(first.sent);
      }
    }
  }

  /** Without answers: what was written before the code that the station shows has arrived. */
  #look(): void {
    const text = this.#needs.shown()?.lastText ?? '';
    const at = this.#open.findLastIndex(
      ({ sent }) => sent.kind === 'good' && text.endsWith(sent.sn),
    );
    for (const { sent } of this.#open.splice(0, at + 1)) this.#sure(sent);
  }

  #sure(sent: Sent): void {
    sent.certain = true;
    if (sent.kind === 'good') this.#known.push(sent.sn);
    if (this.#known.length > 500) this.#known.shift();
  }

  /** Waits until all that was written is answered. */
  async #calm(): Promise<void> {
    if (!this.#needs.profile.answers) await this.#oneMore();
    const done = () => {
      if (!this.#needs.profile.answers) this.#look();
      return this.#open.length === 0;
    };
    await this.#until(`answers to ${this.#open.length} codes of ${this.#needs.path}`, done);
  }

  /** A good one at the end, so that it is seen. */
  async #oneMore(): Promise<void> {
    const code = this.#codes.good();
    this.#note(code);
    await this.#pty.write(code.bytes);
  }

  /** Half a code and then silence: it must be told of, and not be joined to what comes next. */
  async tear(): Promise<void> {
    this.ready = false;
    await this.#calm();
    const before = this.#needs.shown()?.dropped ?? 0;
    const answers = this.#answers;
    this.#unsure = true;
    await this.#pty.write(this.#codes.torn().part);
    const told = () => (this.#needs.shown()?.dropped ?? 0) > before;
    await this.#until(`${this.#needs.path}: a torn code to be told of`, told);
    if (this.#needs.profile.answers) {
      await this.#until('its no', () => this.#answers > answers);
    }
    if (this.#needs.gone()) return;
    this.torn += 1;
    this.#unsure = false;
    this.ready = true;
  }

  /** Pulled out in the middle of a code, and plugged in again. */
  async pull(): Promise<void> {
    this.#break();
    await this.#pty.write(this.#codes.torn().part);
    await this.#pty.unplug();
    await this.#until('the station to see it', () => this.#needs.shown()?.connected === false);
    await pause(this.#needs.random.int(0, 500));
    await this.#pty.replug();
  }

  /** `kill` takes the station's process for this port in the middle of a code; the scanner goes on. */
  async loseProcess(kill: () => Promise<void>): Promise<void> {
    this.#break();
    const { code, part } = this.#codes.torn();
    await this.#pty.write(part);
    await kill();
    this.#note(code);
    await this.#pty.write(code.bytes.subarray(part.length));
    let gone = false;
    // So slowly that the port is opened again within one of them.
    for (let n = 0; n < 40; n++) {
      const next = this.#codes.good();
      this.#note(next);
      for (const byte of next.bytes) {
        await this.#pty.write(Uint8Array.of(byte));
        await pause(this.#needs.random.int(10, 40));
      }
      const connected = this.#needs.shown()?.connected;
      gone ||= connected === false;
      if (gone && connected) break;
    }
  }

  #break(): void {
    if (!this.#needs.profile.answers) this.#look();
    this.broken += 1;
    this.#unsure = true;
    this.#open = [];
  }

  /** Sends a code now and then until one is heard: from then on everything must arrive. */
  async settle(): Promise<void> {
    const { path, profile } = this.#needs;
    const shown = () => this.#needs.shown();
    await this.#until(`${path} to be connected`, () => shown()?.connected, 30_000);
    for (let tries = 0; ; tries++) {
      await pause(300);
      const code = this.#codes.good();
      const answers = this.#answers;
      this.#note(code);
      await this.#pty.write(code.bytes);
      const heard = () =>
        shown()?.lastText?.endsWith(code.sn) && (!profile.answers || this.#answers > answers);
      const found = await this.#until('', heard, 1000 * (tries + 1)).catch(() => false);
      if (found) {
        this.#sure(this.sent.at(-1) as Sent);
        break;
      }
      if (this.#needs.gone()) return;
      if (tries === 10) throw new Error(`the station lost ${path}`);
    }
    // Late answers belong to what was before.
    for (let n = -1; n !== this.#answers; await pause(200)) n = this.#answers;
    this.#unsure = false;
    this.ready = true;
  }
}
