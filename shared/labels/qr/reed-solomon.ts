/** Error correction codewords over GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 (7.5.2, Annex A). */

const exp = new Uint8Array(512);
const log = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  exp[power] = value;
  exp[power + 255] = value;
  log[value] = power;
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1;
}

const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (exp[(log[a] as number) + (log[b] as number)] as number);

/** For each leading byte, what it takes away from the rest: 256 rows of `degree` bytes. */
const tables = new Map<number, Uint8Array>();

function tableOf(degree: number): Uint8Array {
  const known = tables.get(degree);
  if (known) return known;
  let generator: number[] = [1];
  for (let root = 0; root < degree; root++) {
    const longer = [...generator, 0];
    generator.forEach((factor, at) => {
      longer[at + 1] = (longer[at + 1] as number) ^ times(factor, exp[root] as number);
    });
    generator = longer;
  }
  const table = new Uint8Array(256 * degree);
  for (let lead = 1; lead < 256; lead++) {
    for (let at = 0; at < degree; at++) {
      table[lead * degree + at] = times(lead, generator[at + 1] as number);
    }
  }
  tables.set(degree, table);
  return table;
}

/** Writes the `degree` error correction codewords of `data[from..to)` to `out` at `outFrom`. */
export function correct(
  data: Uint8Array,
  [from, to]: [number, number],
  degree: number,
  out: Uint8Array,
  outFrom: number,
): void {
  const table = tableOf(degree);
  out.fill(0, outFrom, outFrom + degree);
  const last = outFrom + degree - 1;
  for (let at = from; at < to; at++) {
    const row = ((data[at] as number) ^ (out[outFrom] as number)) * degree;
    for (let n = 0; n < degree - 1; n++) {
      out[outFrom + n] = (out[outFrom + n + 1] as number) ^ (table[row + n] as number);
    }
    out[last] = table[row + degree - 1] as number;
  }
}
