import type { ModulesMark } from '../../../shared/labels/draw/drawing.ts';

/**
 * What the codes of a run have in common: function patterns, and all codewords of blocks that hold nothing of the SN.
 * Of a link with a long path that is most of it. What is common stands in the file once, as a form (ISO 32000-1, 8.10).
 */
export interface Common {
  /** Its dark modules, as in `ModulesMark.packed`. */
  bits: Uint32Array;
  /** What it is called in the file. */
  name: string;
}

interface Family {
  /** The modules that were dark in all of them. */
  bits: Uint32Array;
  /** How many came since one of them was the first to differ. */
  steady: number;
  common: Common | null;
}

/** So many codes in turn have to agree before it is worth a place in the file. */
const enough = 4;
/** A viewer looks through all names of a file for each page. */
const mostNames = 500;

/**
 * Finds what codes of one family have in common, code by code; `write` puts it into the file and names it. A code that
 * lacks a module of it is drawn whole, and what is common is looked for anew.
 */
export function createAlike(
  write: (code: ModulesMark, bits: Uint32Array) => string,
): (code: ModulesMark) => Common | null {
  const families = new Map<number, Family>();
  let names = 0;
  return (code) => {
    if (!code.packed) return null;
    const { bits, family } = code.packed;
    const known = families.get(family);
    if (!known) {
      families.set(family, { bits: bits.slice(), steady: 0, common: null });
      return null;
    }
    if (narrowed(known.bits, bits)) {
      known.steady = 0;
      known.common = null;
    } else if (!known.common && ++known.steady >= enough && names < mostNames) {
      names++;
      known.common = { bits: known.bits, name: write(code, known.bits) };
    }
    return known.common;
  };
}

/** Takes away what `bits` has not; whether there was something. */
function narrowed(common: Uint32Array, bits: Uint32Array): boolean {
  let lost = 0;
  for (let at = 0; at < common.length; at++) {
    const before = common[at] as number;
    lost |= before & ~(bits[at] as number);
    common[at] = before & (bits[at] as number);
  }
  return lost !== 0;
}
