import { longestField } from '../../../shared/import/row.ts';
import { ProblemError } from '../../../shared/problems.ts';
import { unescaped } from './escape.ts';
import { workbookLimits } from './limits.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/** The texts that cells share, by number. */
export interface SharedStrings {
  /** Undefined where there is none of this number; null where it is longer than a cell may be. */
  get(index: number): string | null | undefined;
}

const blockBytes = 1024 * 1024;

/**
 * Keeps them packed outside of the heap, where a million SNs take a third of the room. Throws `import-workbook-heavy` for more than
 * `most` bytes.
 */
export async function readStrings(
  zip: Zip,
  part: string | null,
  most: number = workbookLimits.keptStrings,
): Promise<SharedStrings> {
  const kept = createKept(part ?? '', most);
  if (part !== null && zip.has(part)) {
    let depth = 0;
    let phonetic = 0;
    let inText = false;
    let parts: string[] = [];
    let length = 0;
    await readXml(zip.read(part, workbookLimits.strings), part, {
      open(name) {
        depth++;
        if (name === 'si') {
          parts = [];
          length = 0;
        } else if (name === 'rPh') phonetic = depth;
        // How a word is pronounced is no part of it.
        else if (name === 't') inText = phonetic === 0;
      },
      text(text) {
        if (!inText) return;
        length += text.length;
        if (length <= longestField * 7) parts.push(text);
      },
      close(name) {
        if (name === 'rPh' && phonetic === depth) phonetic = 0;
        else if (name === 't') inText = false;
        else if (name === 'si') {
          const whole = length > longestField * 7 ? null : unescaped(parts.join(''));
          kept.add(whole === null || whole.length > longestField ? null : whole);
        }
        depth--;
      },
    });
  }
  return kept;
}

function createKept(
  part: string,
  most: number,
): SharedStrings & { add(text: string | null): void } {
  const blocks: Buffer[] = [];
  /** Block and place in it as one number, and the length in bytes plus one; 0: too long. */
  let starts = new Uint32Array(1024);
  let lengths = new Uint32Array(1024);
  let count = 0;
  let room = 0;
  let bytes = 0;

  return {
    add(text) {
      const size = text === null ? 0 : Buffer.byteLength(text);
      bytes += size + 8;
      if (bytes > most) {
        throw new ProblemError('import-workbook-heavy', { part });
      }
      if (size > room) {
        blocks.push(Buffer.allocUnsafeSlow(blockBytes));
        room = blockBytes;
      }
      if (count === starts.length) {
        starts = grown(starts);
        lengths = grown(lengths);
      }
      const block = blocks.length - 1;
      starts[count] = block * blockBytes + blockBytes - room;
      lengths[count] = text === null ? 0 : size + 1;
      if (text !== null && size > 0) blocks[block]?.write(text, blockBytes - room);
      room -= size;
      count++;
    },
    get(index) {
      if (!(index >= 0 && index < count)) return undefined;
      const length = lengths[index] as number;
      if (length === 0) return null;
      if (length === 1) return '';
      const start = starts[index] as number;
      const from = start % blockBytes;
      return blocks[Math.floor(start / blockBytes)]?.toString('utf8', from, from + length - 1);
    },
  };
}

function grown(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(old.length * 2);
  made.set(old);
  return made;
}
