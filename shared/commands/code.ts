import { splitAim } from '../serial/aim.ts';
import { type CommandWord, commandWords, isCommandWord } from './words.ts';

/**
 * The text of a command code. What begins like one is never a unit's, genuine or not: see `readCommand`.
 * Only characters of QR's alphanumeric mode, and only such as most keyboard layouts have in the same place.
 */

const maker = 'LINESIDE';
const version = '1';

/** Characters of the seal: 100 bits. */
export const sealLength = 20;
/** Characters of a key's name: enough to tell stations apart, no secret. */
export const keyNameLength = 4;
/** Longest code that is printed: still a QR code (81 modules a side) that any scanner reads from paper. */
export const maxCodeLength = 640;

/** A command as it stands on paper, before the seal was looked at. */
export interface Command {
  keyName: string;
  word: CommandWord;
  /** Base32; null where the command takes none. */
  argument: string | null;
}

export interface SealedCommand extends Command {
  /** What the seal is made over: everything before it. */
  signed: string;
  seal: string;
}

export type CommandReading =
  /** Begins like one of ours and is none: lost characters, another case or layout, or made up. */
  | { kind: 'damaged' }
  /** Made by a Lineside that knows more than this one. */
  | { kind: 'newer' }
  | { kind: 'sealed'; command: SealedCommand };

/** What the seal of a command has to be made over. */
export function signedPart({ keyName, word, argument }: Command): string {
  return [maker, version, keyName, word, ...(argument === null ? [] : [argument])].join('.');
}

export const sealedText = (command: Command, seal: string): string =>
  `${signedPart(command)}.${seal}`;

const begins = new RegExp(`^${maker}(?!-BADGE-)[^A-Z0-9]`, 'i');
/**
 * The rest of one of ours, whatever became of its beginning: behind what is left of the key's name where it
 * stands first, behind all of it elsewhere.
 */
const holds = new RegExp(
  `(?:^(?:[A-Z2-7]{0,${keyNameLength - 1}}[^A-Z0-9])?|[A-Z2-7]{${keyNameLength}}[^A-Z0-9])` +
    `(?:${commandWords.join('|')})[^A-Z0-9](?:[A-Z2-7]+[^A-Z0-9])?[A-Z2-7]{14}`,
  'i',
);
const form = new RegExp(
  `^${maker}\\.(\\d{1,3})\\.([A-Z2-7]{${keyNameLength}})\\.([A-Z]{2,16})(?:\\.([A-Z2-7]+))?\\.([A-Z2-7]{${sealLength}})$`,
);

/**
 * Takes a read apart. Null: nothing of ours. A code is taken as it was printed or not at all: no case, no
 * layout and no missing character is mended. Ours are always QR codes, so an AIM identifier that says
 * otherwise makes it a damaged one.
 */
export function readCommand(text: string): CommandReading | null {
  const { aim, data } = splitAim(text.trim());
  if (!begins.test(data) && !holds.test(data)) return null;
  if (aim !== undefined && !aim.startsWith(']Q')) return { kind: 'damaged' };
  if (/^LINESIDE\.(?!1\.)\d{1,3}\.[A-Z2-7.]+$/.test(data)) return { kind: 'newer' };
  const [, found, keyName = '', word = '', argument, seal = ''] = form.exec(data) ?? [];
  if (found === undefined) return { kind: 'damaged' };
  if (!isCommandWord(word)) return { kind: 'newer' };
  const command = { keyName, word, argument: argument ?? null };
  // The one command that says what to do it with; any other with an argument was never printed.
  if ((word === 'BATCH') !== (command.argument !== null)) return { kind: 'damaged' };
  return { kind: 'sealed', command: { ...command, signed: signedPart(command), seal } };
}

/** A command as it may be remembered and shown: nobody can print it again from there. */
export function coveredCommand(text: string): string {
  const { data } = splitAim(text.trim());
  const word = commandWords.find((one) => data.toUpperCase().includes(one));
  return word === undefined ? '***' : `${word} ***`;
}
