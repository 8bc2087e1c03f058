import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase32, toBase32 } from '../../shared/commands/base32.ts';
import {
  type Command,
  keyNameLength,
  type SealedCommand,
  sealedText,
  sealLength,
  signedPart,
} from '../../shared/commands/code.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { writeFileWhole } from '../store/files.ts';

/**
 * The secret that makes a command genuine. It stands in a file of the station's folder, readable by its
 * owner only, and not in the database: a database that is rebuilt must not make the printed sheets void.
 */
export interface CommandKey {
  /** Makes the text of a command; `command-key-damaged` or a problem of the disk. */
  seal(command: Omit<Command, 'keyName'>): Result<string>;
  /** Problems: `command-other-station`, `command-forged`, `command-key-damaged`. */
  verify(command: SealedCommand): Result<object>;
  /** To be carried to another station of the site, by a person. */
  show(): Result<string>;
  /** Uses the key of another station; what was printed here before is void. `command-key-unfit`. */
  use(text: string): Result<object>;
  /** Makes a new one: everything that was printed before is void. */
  renew(): Result<object>;
}

const fileName = 'commands.key';
const keyBytes = 32;
/** What people carry says what it is. */
const carried = /^LINESIDE-COMMAND-KEY-([A-Z2-7]+)$/;

export function openCommandKey(folder: string, random: (bytes: number) => Uint8Array): CommandKey {
  const path = join(folder, fileName);
  let known: Buffer | null = null;

  function put(fresh: Uint8Array): Result<Buffer> {
    try {
      writeFileWhole(path, `${toBase32(fresh)}\n`);
    } catch (error) {
      return { ok: false, problem: diskProblem(error, folder) };
    }
    known = Buffer.from(fresh);
    return ok(known);
  }

  /** A file that cannot be read is left as it is: its sheets hang on the walls. */
  function key(): Result<Buffer> {
    if (known) return ok(known);
    if (!existsSync(path)) return put(random(keyBytes));
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      return { ok: false, problem: diskProblem(error, folder) };
    }
    const bytes = fromBase32(text.trim());
    if (bytes?.length !== keyBytes) return fail('command-key-damaged', { file: fileName });
    known = Buffer.from(bytes);
    return ok(known);
  }

  return {
    seal(command) {
      const held = key();
      if (!held.ok) return held;
      const named = { ...command, keyName: nameOf(held.value) };
      return ok(sealedText(named, sealOf(held.value, signedPart(named))));
    },
    verify({ keyName, signed, seal }) {
      const held = key();
      if (!held.ok) return held;
      if (keyName !== nameOf(held.value)) return fail('command-other-station');
      const right = Buffer.from(sealOf(held.value, signed));
      const given = Buffer.from(seal);
      const genuine = given.length === right.length && timingSafeEqual(given, right);
      return genuine ? ok({}) : fail('command-forged');
    },
    show() {
      const held = key();
      return held.ok ? ok(`LINESIDE-COMMAND-KEY-${toBase32(held.value)}`) : held;
    },
    use(text) {
      const bytes = fromBase32(carried.exec(text.trim())?.[1] ?? '');
      if (bytes?.length !== keyBytes) return fail('command-key-unfit');
      const kept = put(bytes);
      return kept.ok ? ok({}) : kept;
    },
    renew() {
      const kept = put(random(keyBytes));
      return kept.ok ? ok({}) : kept;
    },
  };
}

const nameOf = (key: Uint8Array): string => {
  const digest = createHash('sha256').update('lineside command key name').update(key).digest();
  return toBase32(digest).slice(0, keyNameLength);
};

const sealOf = (key: Uint8Array, signed: string): string =>
  toBase32(createHmac('sha256', key).update(signed).digest()).slice(0, sealLength);
