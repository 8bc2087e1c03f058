import type { Tone } from './tones.ts';

/** One beep; times in seconds from the beginning of the tune. */
interface Note {
  hertz: number;
  start: number;
  length: number;
}

interface Tune {
  notes: Note[];
  /** Strength of each overtone beside the note itself: what makes a whistle, a horn or a rasp of it. */
  overtones: number[];
}

const whistle = [0.3, 0.12];
const horn = [0.55, 0.3, 0.12];
const rasp = [0.6, 0.55, 0.4];

const even = (hertz: number[], length: number, gap: number): Note[] =>
  hertz.map((each, index) => ({ hertz: each, start: index * (length + gap), length }));

/**
 * What each verdict sounds like. A compressor is loudest below 500 Hz, and ears that worked beside one
 * are weakest above 4 kHz: notes lie between 1 and 2 kHz, overtones below 5 kHz (ISO 7731 wants what
 * carries a signal between 500 and 2500 Hz). Each has a rhythm that no other has, for who cannot tell
 * pitches: short-long, a tick, two even, one long, three quick, long-short-short, two long, six quick.
 * All are over within a second.
 */
export const tunes: Record<Tone, Tune> = {
  accepted: {
    notes: [
      { hertz: 1175, start: 0, length: 0.07 },
      { hertz: 1568, start: 0.09, length: 0.2 },
    ],
    overtones: whistle,
  },
  noted: { notes: even([1760], 0.05, 0), overtones: whistle },
  seen: { notes: even([1319, 1319], 0.11, 0.1), overtones: horn },
  stopped: { notes: even([1047], 0.62, 0), overtones: horn },
  again: { notes: even([1397, 1397, 1760], 0.06, 0.06), overtones: horn },
  other: {
    notes: [
      { hertz: 1568, start: 0, length: 0.26 },
      { hertz: 1319, start: 0.34, length: 0.08 },
      { hertz: 1047, start: 0.5, length: 0.08 },
    ],
    overtones: horn,
  },
  refused: {
    notes: [
      { hertz: 1109, start: 0, length: 0.32 },
      { hertz: 1000, start: 0.4, length: 0.46 },
    ],
    overtones: rasp,
  },
  fault: { notes: even([1397, 1175, 1397, 1175, 1397, 1175], 0.09, 0.07), overtones: horn },
};

export const lengthOf = (tone: Tone): number =>
  Math.max(...tunes[tone].notes.map(({ start, length }) => start + length));

/** Without it, the edge of a note is a click that all notes share. */
const edge = 0.008;

/** Puts a tune into a context, `at` its time. No sample of it is louder than `peak` (0 to 1). */
export function schedule(out: AudioNode, tone: Tone, at: number, peak: number): void {
  const { context } = out;
  const { notes, overtones } = tunes[tone];
  const partials = [1, ...overtones];
  const sum = partials.reduce((total, each) => total + each, 0);
  const wave = new PeriodicWave(context, {
    imag: [0, ...partials],
    disableNormalization: true,
  });
  for (const { hertz, start, length } of notes) {
    const from = at + start;
    const to = from + length;
    const gain = new GainNode(context, { gain: 0 });
    const oscillator = new OscillatorNode(context, { frequency: hertz, periodicWave: wave });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(peak / sum, from + edge);
    gain.gain.setValueAtTime(peak / sum, to - edge);
    gain.gain.linearRampToValueAtTime(0, to);
    oscillator.connect(gain).connect(out);
    oscillator.start(from);
    oscillator.stop(to);
  }
}
