import { type Problem, problem } from '../problems.ts';
import type { UnitLines } from './lines.ts';
import type { Taken } from './pattern.ts';
import { printable, textOf } from './printable.ts';
import type { AnswerReader } from './reading.ts';

/** Before it is asked the unit has to be quiet for so long, in milliseconds: its boot text is no answer. */
const quietFor = 60;
/** A unit that is never quiet is asked all the same after so long, in milliseconds. */
const longestWait = 1000;
/** While bytes come, an answer may end so much after its time, in milliseconds and in times of its limit. */
const stillComing = 500;
const longestOver = 2;
/**
 * In the middle of an answer a unit may pause for so long, in milliseconds. After more of it what came before
 * is not believed: the unit may have been pulled, and the rest may be another one's.
 */
const longestPause = 800;
/** How much of what was heard is kept to be shown, in bytes. */
const mostHeard = 4096;
/** How much of it a refusal names, in characters. */
const mostShown = 120;
/** A block that does not end is noise, in bytes. */
const longestBlock = 64 * 1024;

export interface QueryRules {
  /** What is sent at each attempt, one character a byte. */
  send: string;
  reader: AnswerReader;
  /** For one answer, in ms. */
  timeoutMs: number;
  attempts: number;
}

/** What to do now, and when to ask again at the latest (on the clock of `now`). */
export type QueryStep =
  | { do: 'wait'; until: number }
  | { do: 'send'; bytes: string }
  | { do: 'end'; result: QueryResult };

export type QueryResult = {
  /** How often it was asked. */
  attempts: number;
  /** The end of what it said, one character a byte. */
  heard: string;
} & ({ ok: true; taken: Taken } | { ok: false; problem: Problem });

/**
 * One query of a unit: send, collect, match, again, give up. Pure: it is told what was heard and what time
 * it is (monotonic, ms), and says what to do next. Only whole lines or whole blocks that began after the
 * question are taken, and an attempt that brought half an answer leaves nothing to the next one.
 */
export class UnitQuery {
  readonly #rules: QueryRules;
  readonly #lines: UnitLines;
  readonly #begunAt: number;
  #heardAt: number;
  #askedAt: number | null = null;
  #attempts = 0;
  #heard = '';
  #block = '';
  #blockTorn = false;
  #result: QueryResult | null = null;

  /** `lines` is the connection's own: what has begun on it before this query is no answer. */
  constructor(rules: QueryRules, lines: UnitLines, now: number) {
    this.#rules = rules;
    this.#lines = lines;
    this.#begunAt = now;
    this.#heardAt = now;
  }

  /** Call after anything that happened, and when the time of the last step has come. */
  step(now: number): QueryStep {
    if (this.#result) return { do: 'end', result: this.#result };
    if (this.#askedAt === null) {
      const quietAt = Math.min(this.#heardAt + quietFor, this.#begunAt + longestWait);
      if (now < quietAt) return { do: 'wait', until: quietAt };
      return this.#ask(now);
    }
    const due = this.#askedAt + this.#rules.timeoutMs;
    const until = this.#midway
      ? Math.min(
          Math.max(due, this.#heardAt + stillComing),
          this.#askedAt + longestOver * this.#rules.timeoutMs,
        )
      : due;
    if (now < until) return { do: 'wait', until };
    if (this.#attempts < this.#rules.attempts) return this.#ask(now);
    return this.#giveUp();
  }

  /** Bytes as they came, one character each. */
  hear(bytes: string, now: number): void {
    if (now - this.#heardAt > longestPause) {
      // Who speaks now may be another unit than before.
      this.#blockTorn = this.#tear();
      this.#block = '';
    }
    const lines = this.#lines.hear(bytes);
    this.#heardAt = now;
    if (this.#askedAt === null || this.#result) return;
    this.#heard = (this.#heard + bytes).slice(-mostHeard);
    const { end } = this.#rules.reader;
    const answers = end === '' ? lines : this.#blocks(bytes, end);
    for (const answer of answers) {
      const taken = this.#rules.reader.take(answer);
      if (!taken) continue;
      this.#result = { ok: true, taken, ...this.#about() };
      return;
    }
  }

  /** The unit did not take what it was sent. It is not sent more: it would get all of it some time later. */
  unsent(why: Problem): void {
    this.#result ??= { ok: false, problem: why, ...this.#about() };
  }

  /** The connection is gone. */
  lost(): void {
    const answer = this.#shown() || '–';
    this.#result ??= {
      ok: false,
      problem: problem('read-unit-gone', { answer, attempts: this.#attempts }),
      ...this.#about(),
    };
  }

  #ask(now: number): QueryStep {
    this.#askedAt = now;
    this.#attempts++;
    this.#blockTorn = this.#tear();
    this.#block = '';
    return { do: 'send', bytes: this.#rules.send };
  }

  /** True where a line had begun, the rest of which is still to come. */
  #tear(): boolean {
    this.#lines.tear();
    return this.#lines.midway;
  }

  get #midway(): boolean {
    return this.#rules.reader.end === '' ? this.#lines.midway : this.#block !== '';
  }

  /** What came between the question and each end; the rest of a line that began before it is left out. */
  #blocks(bytes: string, end: string): string[] {
    let fresh = bytes;
    if (this.#blockTorn) {
      const from = fresh.search(/[\r\n]/);
      if (from < 0) return [];
      fresh = fresh.slice(from);
      this.#blockTorn = false;
    }
    const blocks = (this.#block + fresh).split(end);
    this.#block = blocks.pop() ?? '';
    if (this.#block.length > longestBlock) this.#block = this.#block.slice(-end.length);
    return blocks;
  }

  #giveUp(): QueryStep {
    const attempts = this.#attempts;
    const answer = this.#shown();
    const seconds = this.#rules.timeoutMs / 1000;
    const why =
      answer !== ''
        ? problem('read-unit-unlike', { answer, attempts })
        : problem('read-unit-silent', { attempts, seconds });
    this.#result = { ok: false, problem: why, ...this.#about() };
    return { do: 'end', result: this.#result };
  }

  #about() {
    return { attempts: this.#attempts, heard: this.#heard };
  }

  #shown(): string {
    const said = textOf(this.#heard).trim();
    return said === '' ? '' : printable(said, mostShown);
  }
}
