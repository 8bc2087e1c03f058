import { largestCounter, type Series } from '../../../shared/models/series.ts';
import { collect, type Fault, type Faults, tooMany, wholeNumber } from './faults.ts';
import {
  blankSeriesPart,
  charactersFault,
  mostSeriesParts,
  type SeriesPartDraft,
  seriesPartBody,
  seriesPartDraft,
  seriesPartFaults,
} from './series-parts.ts';

/** A series as it is typed. Off: what was typed is kept on the screen, and the group is saved without one. */
export interface SeriesDraft {
  on: boolean;
  parts: SeriesPartDraft[];
  width: string;
  alphabet: string;
  first: string;
  /** Empty: as far as the width goes. */
  last: string;
  step: string;
  reset: Series['reset'];
  checkDigit: Series['checkDigit'];
  checkCharacters: string;
}

export function seriesDraft(series: Series | undefined): SeriesDraft {
  if (!series) {
    return {
      on: false,
      parts: [
        blankSeriesPart(0),
        { ...blankSeriesPart(1), kind: 'date', form: 'YY' },
        { ...blankSeriesPart(2), kind: 'date', form: 'WW' },
        { ...blankSeriesPart(3), kind: 'counter' },
      ],
      width: '5',
      alphabet: '0-9',
      first: '1',
      last: '',
      step: '1',
      reset: 'week',
      checkDigit: 'none',
      checkCharacters: '',
    };
  }
  const { counter } = series;
  return {
    on: true,
    parts: series.parts.map(seriesPartDraft),
    width: String(counter.width),
    alphabet: counter.alphabet,
    first: String(counter.first),
    last: counter.last === undefined ? '' : String(counter.last),
    step: String(counter.step),
    reset: series.reset,
    checkDigit: series.checkDigit,
    checkCharacters: series.checkCharacters ?? '',
  };
}

/** Undefined: the group's SNs are read. */
export function seriesBody(draft: SeriesDraft): Series | undefined {
  if (!draft.on) return undefined;
  const { checkDigit, checkCharacters, reset } = draft;
  return {
    parts: draft.parts.map(seriesPartBody),
    counter: {
      width: Number(draft.width),
      alphabet: draft.alphabet,
      first: Number(draft.first),
      ...(draft.last.trim() !== '' && { last: Number(draft.last) }),
      step: Number(draft.step),
    },
    reset,
    checkDigit,
    ...(checkDigit === 'luhnModN' && checkCharacters !== '' && { checkCharacters }),
  };
}

/** Each field by itself; what does not go together is said beside the preview. */
export function seriesFaults(draft: SeriesDraft): Faults {
  if (!draft.on) return {};
  return {
    ...collect({
      parts: tooMany(draft.parts, mostSeriesParts),
      width: needed(draft.width, 1, 32),
      alphabet: draft.alphabet === '' ? { code: 'needed' } : charactersFault(draft.alphabet, 128),
      first: needed(draft.first, 0, largestCounter),
      last: wholeNumber(draft.last, 0, largestCounter),
      step: needed(draft.step, 1, 100),
      checkCharacters:
        draft.checkDigit === 'luhnModN' ? charactersFault(draft.checkCharacters, 256) : null,
    }),
    ...seriesPartFaults(draft.parts),
  };
}

const needed = (text: string, min: number, max: number): Fault | null =>
  text.trim() === '' ? { code: 'needed' } : wholeNumber(text, min, max);
