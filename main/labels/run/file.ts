import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** Fast is enough: level 6 saves a third of the file and costs more than all the codes of it. */
const packing = { level: 1 };

/**
 * A PDF as it goes out, object by object (ISO 32000-1, 7.5): nothing of a page stays in memory but where it
 * begins. Dictionaries are given as text inside `<<` and `>>`.
 */
export class PdfFile {
  #out: Uint8Array[] = [];
  #offsets: number[] = [0];
  #length = 0;
  #hash = createHash('md5');

  constructor() {
    // Bytes above 127 in the second line tell file transfers that it is no text.
    this.#put(Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1'));
  }

  #put(bytes: Uint8Array): void {
    this.#out.push(bytes);
    this.#length += bytes.length;
    this.#hash.update(bytes);
  }

  /** The number of an object that is written later. */
  reserve(): number {
    this.#offsets.push(-1);
    return this.#offsets.length - 1;
  }

  /** Writes an object that is no stream. */
  object(number: number, body: string): void {
    this.#offsets[number] = this.#length;
    this.#put(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1'));
  }

  /** Writes a packed stream; `dictionary` is what it holds beside length and filter. */
  stream(number: number, bytes: Uint8Array, dictionary = ''): void {
    const packed = deflateSync(bytes, packing);
    this.#offsets[number] = this.#length;
    const about = `/Length ${packed.length} /Filter /FlateDecode ${dictionary}`;
    this.#put(Buffer.from(`${number} 0 obj\n<< ${about} >>\nstream\n`, 'latin1'));
    this.#put(packed);
    this.#put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  }

  /** The cross-reference table and the trailer. Its ID is made of the file itself: equal files, equal IDs. */
  end(root: number, info: number): void {
    const start = this.#length;
    const id = this.#hash.copy().digest('hex');
    const rows = this.#offsets.map((offset, number) =>
      number === 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`,
    );
    const size = this.#offsets.length;
    const trailer = `<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>`;
    this.#put(
      Buffer.from(
        `xref\n0 ${size}\n${rows.join('')}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`,
        'latin1',
      ),
    );
  }

  /** What was written since it was last asked. */
  take(): Uint8Array {
    const bytes = Buffer.concat(this.#out);
    this.#out = [];
    return bytes;
  }
}

/** A text string (7.9.2.2): UTF-16 in hexadecimal, since a label may say anything. */
export function textString(text: string): string {
  const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${swapped.toString('hex')}>`;
}
