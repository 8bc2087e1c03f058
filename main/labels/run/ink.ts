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

  /** A length in points as `decimal` writes it, and a space. */
  number(value: number): void {
    const scaled = Math.round(value * parts);
    // Also what is no number.
    if (!(Math.abs(scaled) < 2 ** 31)) return this.text(`${decimal(value)} `);
    this.reserve(16);
    const to = this.#bytes;
    let rest = Math.abs(scaled);
    if (scaled < 0) to[this.length++] = minus;
    let unit = parts;
    while (unit * 10 <= rest) unit *= 10;
    for (; unit >= 1 && (rest > 0 || unit >= parts); unit /= 10) {
      if (unit === parts / 10) to[this.length++] = point;
      const digit = Math.trunc(rest / unit);
      to[this.length++] = zero + digit;
      rest -= digit * unit;
    }
    to[this.length++] = space;
  }

  /** What was written, until the next `clear`. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}

const [space, minus, point, zero] = [0x20, 0x2d, 0x2e, 0x30];
/** Of a point: each is 35 nanometres. */
const parts = 10_000;

/** The shortest way to write a length in points, to a ten-thousandth. */
export const decimal = (value: number): string => String(Number(value.toFixed(4)));

/** Millimetres to PDF points. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;
