/** Just enough acoustics to judge a sound by its samples. */

/** Power in each of the bands, in the order given. Plain Fourier sums: a second of sound takes no time. */
export function bandPowers(samples: number[], rate: number, bands: [number, number][]): number[] {
  const size = 2 ** Math.floor(Math.log2(samples.length));
  const [re, im] = fourier(samples.slice(0, size));
  return bands.map(([low, high]) => {
    let power = 0;
    for (let bin = Math.ceil((low * size) / rate); bin < (high * size) / rate; bin += 1) {
      power += (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2;
    }
    return power;
  });
}

function fourier(samples: number[]): [number[], number[]] {
  const size = samples.length;
  if (size === 1) return [samples, [0]];
  const half = (odd: number) => fourier(samples.filter((_, index) => index % 2 === odd));
  const [[evenRe, evenIm], [oddRe, oddIm]] = [half(0), half(1)];
  const re = Array.from({ length: size }, () => 0);
  const im = Array.from({ length: size }, () => 0);
  for (let bin = 0; bin < size / 2; bin += 1) {
    const angle = (-2 * Math.PI * bin) / size;
    const [a, b] = [oddRe[bin] as number, oddIm[bin] as number];
    const turnedRe = a * Math.cos(angle) - b * Math.sin(angle);
    const turnedIm = a * Math.sin(angle) + b * Math.cos(angle);
    re[bin] = (evenRe[bin] as number) + turnedRe;
    im[bin] = (evenIm[bin] as number) + turnedIm;
    re[bin + size / 2] = (evenRe[bin] as number) - turnedRe;
    im[bin + size / 2] = (evenIm[bin] as number) - turnedIm;
  }
  return [re, im];
}

/** Third octaves from 50 Hz to 10 kHz (IEC 61260-1). */
export const thirdOctaves: [number, number][] = Array.from({ length: 24 }, (_, index) => {
  const middle = 1000 * 10 ** ((index - 13) / 10);
  return [middle * 10 ** -0.05, middle * 10 ** 0.05];
});

/**
 * A compressor as the ear meets it, of power 1: half of it the hum and thump at 50 and 100 Hz, half
 * hissing and rattling, as much in each third octave.
 */
export function compressor(): number[] {
  const hiss = 0.5 / thirdOctaves.length;
  return thirdOctaves.map((_, index) => hiss + (index === 0 || index === 3 ? 0.25 : 0));
}

const decibels = (ratio: number) => 10 * Math.log10(ratio);

/**
 * By how much a signal as strong as the noise stands above what the noise masks, in the third octave in which
 * it does best (dB). Masking falls by 2.5 dB a third octave upwards (ISO 7731:2003, annex B).
 */
export function aboveMask(signal: number[], noise: number[]): number {
  const total = signal.reduce((sum, each) => sum + each, 0);
  let mask = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (const [index, level] of noise.entries()) {
    mask = Math.max(level, mask * 10 ** -0.25);
    best = Math.max(best, decibels((signal[index] as number) / total / mask));
  }
  return best;
}

/** Whether something sounds, every 10 ms. */
export function rhythm(samples: number[], rate: number): boolean[] {
  const step = rate / 100;
  return Array.from({ length: Math.floor(samples.length / step) }, (_, index) =>
    samples.slice(index * step, (index + 1) * step).some((sample) => Math.abs(sample) > 0.05),
  );
}
