import { type Tone, tones } from './tones.ts';
import { lengthOf, schedule } from './tunes.ts';

/** What sounds, or will: times are those of the context, in seconds. */
export interface Voice {
  tone: Tone;
  from: number;
  to: number;
}

/** So long a bad answer is heard before a better one may take its place (s). */
const heardOut = 0.4;

/**
 * When the sound of the next verdict begins. It takes the place of the last at once, unless that is worse
 * and was hardly heard: two scanners may answer in the same blink. Null: it stays unheard, since a worse
 * one waits already.
 */
export function startOf(last: Voice | null, next: Tone, now: number): number | null {
  if (!last || last.to <= now) return now;
  const milder = tones.indexOf(next) < tones.indexOf(last.tone);
  const waits = last.from > now;
  if (milder) return waits ? null : Math.max(now, Math.min(last.to, last.from + heardOut));
  return waits ? last.from : now;
}

let context: AudioContext | undefined;
let peak = 0.5;
let playing: (Voice & { out: GainNode }) | null = null;

/** 5 to 100, as in the preferences. Squared: ears hear equal steps, and the top is all there is. */
export function setVolume(volume: number): void {
  peak = 0.95 * (volume / 100) ** 2;
}

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
  const from = startOf(playing, tone, context.currentTime + 0.01);
  if (from === null) return;
  if (playing) {
    playing.out.gain.setValueAtTime(1, Math.max(context.currentTime, from - 0.008));
    playing.out.gain.linearRampToValueAtTime(0, from);
  }
  const out = new GainNode(context, { gain: 1 });
  out.connect(context.destination);
  schedule(out, tone, from, peak);
  playing = { tone, from, to: from + lengthOf(tone), out };
}
