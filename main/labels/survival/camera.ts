import type { Photograph } from '../proof/scanner.ts';
import type { Raster } from '../raster/rasterise.ts';
import { type Damage, type Place, paper } from './damage.ts';

/** Pixels a millimetre of a scanner held as far off as its maker says: three to a module of 0.25 mm. */
const sharpness = 12;

/** What is seen around a code beside its own white, mm. */
const around = 3;

/** Of what lies under the label: a dark housing. */
const ground = 0.15;

/** A printed label as its dots are. */
export interface Print {
  raster: Raster;
  dotsPerMm: number;
}

/** What a scanner sees of a code on a label that this happened to. */
export function photograph(
  print: Print,
  place: Place,
  damage: Damage,
  chance: () => number,
): Photograph {
  const width = Math.ceil((place.width + 2 * around) * sharpness);
  const height = Math.ceil((place.height + 2 * around) * sharpness);
  const light = new Uint8Array(width * height);
  const [middleX, middleY] = [place.x + place.width / 2, place.y + place.height / 2];
  const turn = (damage.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const shear = Math.tan((damage.shear * Math.PI) / 180);
  // No pixel begins where a dot does.
  const [offX, offY] = [chance(), chance()];
  const see = lightOn(print, damage);
  const sharp = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const v = (row + offY - height / 2) / sharpness;
    for (let column = 0; column < width; column++) {
      const u = (column + offX - width / 2) / sharpness;
      const y = v * cos - u * sin;
      sharp[row * width + column] = see(middleX + u * cos + v * sin + shear * y, middleY + y);
    }
  }
  const seen = blurred(sharp, width, height);
  for (let at = 0; at < light.length; at++) {
    const shade = damage.shade * ((at % width) / width - 0.5);
    const noise = (chance() + chance() - 1) * 2 * damage.noise;
    light[at] = Math.max(0, Math.min(255, ((seen[at] as number) + shade + noise) * 255));
  }
  return { width, height, light };
}

/** As a lens shows it: each pixel is the middle of nine. What is at the rim stays as it is. */
function blurred(sharp: Float32Array, width: number, height: number): Float32Array {
  const seen = sharp.slice();
  const across = sharp.slice();
  for (let at = 1; at < sharp.length - 1; at++) {
    across[at] =
      ((sharp[at - 1] as number) + (sharp[at] as number) + (sharp[at + 1] as number)) / 3;
  }
  for (let at = width; at < width * (height - 1); at++) {
    seen[at] =
      ((across[at - width] as number) + (across[at] as number) + (across[at + width] as number)) /
      3;
  }
  return seen;
}

/** Brightness at a place of the label, mm. */
function lightOn({ raster, dotsPerMm }: Print, damage: Damage): (x: number, y: number) => number {
  const { columns, rows, bits } = raster;
  const stride = Math.ceil(columns / 8);
  const [width, height] = [columns / dotsPerMm, rows / dotsPerMm];
  return (x, y) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return ground;
    const [printX, printY] = [x - damage.drift[0], y - damage.drift[1]];
    const column = Math.floor(printX * dotsPerMm);
    const row = Math.floor(printY * dotsPerMm);
    if (column < 0 || row < 0 || column >= columns || row >= rows) return paper;
    if (((bits[row * stride + (column >> 3)] as number) & (0x80 >> (column & 7))) === 0)
      return paper;
    return paper - (paper - damage.ink) * left(damage, printX, printY);
  };
}

/** The part of the ink that is still there. */
function left({ deadFrom, streaks, scratches }: Damage, x: number, y: number): number {
  for (const dead of deadFrom) if (x >= dead.x && x < dead.x + dead.width) return 0;
  for (const { from, to, width } of scratches) if (distance(x, y, from, to) < width / 2) return 0;
  let part = 1;
  for (const streak of streaks) {
    if (Math.abs(x - streak.x - streak.slant * y) < streak.width / 2) part *= 1 - streak.missing;
  }
  return part;
}

function distance(
  x: number,
  y: number,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const length = alongX * alongX + alongY * alongY || 1;
  const at = Math.max(0, Math.min(1, ((x - fromX) * alongX + (y - fromY) * alongY) / length));
  return Math.hypot(x - fromX - at * alongX, y - fromY - at * alongY);
}
