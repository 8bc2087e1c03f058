import type { Random } from '../random.ts';

/** What one scanner sends in a storm: seeded, and every SN only once, so that each can be asked after. */

/** A scanner as it is set up: each has another way to end a code and to be told the verdict. */
export interface Profile {
  letter: string;
  terminator: 'cr' | 'lf' | 'crlf';
  ending: string;
  prefix: string;
  suffix: string;
  aim: 'on' | 'auto';
  /** The station answers each read with one letter: A, S or R. */
  answers: boolean;
}

export const profiles: readonly Profile[] = [
  // Nothing around its codes: the rest of a torn one looks like a code of its own.
  {
    letter: 'A',
    terminator: 'cr',
    ending: '\r',
    prefix: '',
    suffix: '',
    aim: 'auto',
    answers: true,
  },
  {
    ...{ letter: 'B', terminator: 'crlf', ending: '\r\n', prefix: '\x02', suffix: '\x03' },
    ...{ aim: 'auto', answers: true },
  },
  {
    letter: 'C',
    terminator: 'lf',
    ending: '\n',
    prefix: '',
    suffix: '',
    aim: 'on',
    answers: false,
  },
];

export type Kind = 'good' | 'repeat' | 'refused' | 'noise';

/** One thing that is cut out of the bytes and gets a verdict. */
export interface Code {
  kind: Kind;
  /** The SN in it; of noise and refused codes, which hold none, a number. */
  sn: string;
  bytes: Buffer;
  /** What the scanner is told. */
  answer: 'A' | 'S' | 'R';
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

export class Codes {
  readonly #random: Random;
  readonly #profile: Profile;
  #n = 0;

  constructor(profile: Profile, random: Random) {
    this.#profile = profile;
    this.#random = random;
  }

  /** A code for a new unit. Ten characters: two torn ones together would still be a valid SN. */
  good(): Code {
    const { letter } = this.#profile;
    const salt = Array.from({ length: 3 }, () => this.#random.pick([...letters])).join('');
    return this.#framed('good', `${letter}${salt}${String(++this.#n).padStart(6, '0')}`, 'A');
  }

  /** The next one, of any kind; `known` was registered before. */
  next(known: string | undefined): Code {
    const roll = this.#random.next();
    if (roll < 0.07 && known) return this.#framed('repeat', known, 'S');
    if (roll < 0.13) return this.#framed('refused', `no-such-${++this.#n}`, 'R');
    return roll < 0.17 ? this.#noise() : this.good();
  }

  /** The start of a code whose rest is lost, and that code. */
  torn(): { code: Code; part: Buffer } {
    const code = this.good();
    const most = code.bytes.length - this.#profile.ending.length;
    return { code, part: code.bytes.subarray(0, this.#random.int(1, most)) };
  }

  #framed(kind: Kind, sn: string, answer: Code['answer']): Code {
    const { prefix, suffix, ending, aim } = this.#profile;
    const text = `${prefix}${aim === 'on' ? ']Q1' : ''}${sn}${suffix}${ending}`;
    return { kind, sn, answer, bytes: Buffer.from(text, 'latin1') };
  }

  /** Bytes of a bad cable, up to something that looks like an end. */
  #noise(): Code {
    const length = this.#random.int(1, 24);
    const bytes = Array.from({ length }, (_, at) => {
      const byte = this.#random.int(at === 0 ? 0x80 : 0, 0xff);
      return byte === 10 || byte === 13 ? 0xff : byte;
    });
    const end = Buffer.from(this.#profile.ending, 'latin1');
    return {
      ...{ kind: 'noise', sn: `noise ${++this.#n}`, answer: 'R' },
      bytes: Buffer.concat([Uint8Array.from(bytes), end]),
    };
  }
}
