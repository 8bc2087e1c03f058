import type { Language } from '../shared/models/settings.ts';

/** Numbers, sizes and times as a reader of `language` writes them. Pure; times are epoch ms. */
export interface Formats {
  number(value: number): string;
  bytes(value: number): string;
  /** Time of day; the date too when it was not today. */
  when(at: number, now?: number): string;
  dateTime(at: number): string;
  /** How long something has been, in its largest whole unit. */
  age(ms: number): string;
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

export function createFormats(language: Language): Formats {
  const plain = new Intl.NumberFormat(language);
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' });
  const full = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);

  return {
    number: (value) => plain.format(value),
    bytes(value) {
      let size = value;
      let step = 0;
      while (size >= 1000 && step < sizes.length - 1) {
        size /= 1000;
        step += 1;
      }
      return unit(size, sizes[step] ?? 'byte', size < 10 && step > 0 ? 1 : 0);
    },
    when(at, now = Date.now()) {
      const today = new Date(at).toDateString() === new Date(now).toDateString();
      return today ? clock.format(at) : full.format(at);
    },
    dateTime: (at) => full.format(at),
    age(ms) {
      const [name, length] = spans.find(([, span]) => ms >= span) ?? spans[3];
      return unit(Math.max(0, Math.floor(ms / length)), name);
    },
  };
}
