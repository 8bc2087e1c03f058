/** Bytes of a page, written in place: a label run is millions of numbers, and strings for them cost more than the codes. */
export class Ink {
  #bytes = new Uint8Array(64 * 1024);
  length = 0;

  /** Room for `more` bytes; call it once for a stretch, then `byte` and `token` need not look. */
  reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }

  /** Inside what was reserved. */
  token(bytes: Uint8Array): void {
    const to = this.#bytes;
    let at = this.length;
    for (let from = 0; from < bytes.length; from++) to[at++] = bytes[from] as number;
    this.length = at;
  }

  /** Characters below U+0080. */
  text(text: string): void {
    this.reserve(text.length);
    for (let from = 0; from < text.length; from++) {
      this.#bytes[this.length++] = text.charCodeAt(from);
    }
  }

  /** What was written, until the next `clear`. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}

/** The shortest way to write a length in points: a ten-thousandth of a point is 35 nanometres. */
export const decimal = (value: number): string => String(Number(value.toFixed(4)));

/** Millimetres to PDF points. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;
