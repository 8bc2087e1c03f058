import type { Tone } from './tones.ts';

interface Note {
  hertz: number;
  start: number;
  length: number;
  wave: OscillatorType;
}

/**
 * Sounds that differ in pitch, number and colour, not only in one of them: a bright rise, one short tick, two
 * equal knocks, one long even note, three quick questions, a fall in three steps, a long low buzz, a siren.
 * Made here, so that there is no file to fetch.
 */
export const tunes: Record<Tone, Note[]> = {
  accepted: [
    { hertz: 880, start: 0, length: 0.09, wave: 'sine' },
    { hertz: 1320, start: 0.09, length: 0.16, wave: 'sine' },
  ],
  noted: [{ hertz: 988, start: 0, length: 0.07, wave: 'sine' }],
  seen: [
    { hertz: 520, start: 0, length: 0.1, wave: 'triangle' },
    { hertz: 520, start: 0.17, length: 0.1, wave: 'triangle' },
  ],
  stopped: [{ hertz: 262, start: 0, length: 0.55, wave: 'triangle' }],
  again: [
    { hertz: 392, start: 0, length: 0.07, wave: 'square' },
    { hertz: 392, start: 0.11, length: 0.07, wave: 'square' },
    { hertz: 494, start: 0.22, length: 0.12, wave: 'square' },
  ],
  other: [
    { hertz: 659, start: 0, length: 0.14, wave: 'triangle' },
    { hertz: 494, start: 0.15, length: 0.14, wave: 'triangle' },
    { hertz: 330, start: 0.3, length: 0.28, wave: 'triangle' },
  ],
  fault: [
    { hertz: 440, start: 0, length: 0.18, wave: 'sawtooth' },
    { hertz: 294, start: 0.18, length: 0.18, wave: 'sawtooth' },
    { hertz: 440, start: 0.36, length: 0.18, wave: 'sawtooth' },
    { hertz: 294, start: 0.54, length: 0.3, wave: 'sawtooth' },
  ],
  refused: [
    { hertz: 196, start: 0, length: 0.28, wave: 'sawtooth' },
    { hertz: 147, start: 0.28, length: 0.42, wave: 'sawtooth' },
  ],
};

const volume = 0.22;
let context: AudioContext | undefined;

/** Browsers keep a page silent until somebody touched it; this uses the touch. */
export function wakeSound(): void {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
}

/** Desktop hosts let a page sound at once; in a browser this stays asleep until `wakeSound`. */
export function prepareSound(): void {
  context ??= new AudioContext();
}

export const soundAsleep = (): boolean => context?.state !== 'running';

export function playTone(tone: Tone): void {
  if (!context || context.state !== 'running') return;
  const begin = context.currentTime + 0.01;
  for (const note of tunes[tone]) {
    const oscillator = new OscillatorNode(context, { frequency: note.hertz, type: note.wave });
    const gain = new GainNode(context, { gain: 0 });
    const from = begin + note.start;
    const to = from + note.length;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(volume, from + 0.012);
    gain.gain.setValueAtTime(volume, to - 0.03);
    gain.gain.linearRampToValueAtTime(0, to);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(to);
  }
}
