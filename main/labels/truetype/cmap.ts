/**
 * The glyph of a character, from the format 12 subtable of a `cmap` table, which has all of Unicode. 0 where the
 * font has none.
 */
export type GlyphOf = (codePoint: number) => number;

/** Platform and encoding of tables of the whole of Unicode: Windows's and Unicode's own. */
const whole = ['3 10', '0 4'];

export function readCmap(table: DataView): GlyphOf {
  for (let at = 4, left = table.getUint16(2); left > 0; left--, at += 8) {
    const offset = table.getUint32(at + 4);
    const kind = `${table.getUint16(at)} ${table.getUint16(at + 2)}`;
    if (whole.includes(kind) && table.getUint16(offset) === 12) return inGroups(table, offset);
  }
  throw new Error('the font has no table of all Unicode characters');
}

function inGroups(table: DataView, offset: number): GlyphOf {
  const count = table.getUint32(offset + 12);
  return (codePoint) => {
    let [low, high] = [0, count - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = offset + 16 + middle * 12;
      if (codePoint < table.getUint32(at)) high = middle - 1;
      else if (codePoint > table.getUint32(at + 4)) low = middle + 1;
      else return table.getUint32(at + 8) + codePoint - table.getUint32(at);
    }
    return 0;
  };
}
