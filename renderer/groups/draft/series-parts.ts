import { type SeriesPart, seriesDateForms } from '../../../shared/models/series.ts';
import { characterList } from '../../../shared/serial/characters.ts';
import { collect, type Fault, type Faults, tooLong, under, wholeNumber } from './faults.ts';

export const seriesPartKinds = ['text', 'date', 'counter', 'batch', 'model'] as const;

/** One part of a series as it is typed. What belongs to another kind is kept, unsaved. */
export interface SeriesPartDraft {
  /** The same as long as it is on the screen, wherever it is moved to. */
  key: number;
  kind: (typeof seriesPartKinds)[number];
  name: string;
  text: string;
  form: (typeof seriesDateForms)[number];
  codes: string;
  codesFrom: string;
  length: string;
}

export const mostSeriesParts = 16;

export const blankSeriesPart = (key: number): SeriesPartDraft => ({
  key,
  kind: 'text',
  name: '',
  text: '',
  form: 'YY',
  codes: '',
  codesFrom: '',
  length: '',
});

const typed = (value: number | string | undefined): string =>
  value === undefined ? '' : String(value);

export function seriesPartDraft(part: SeriesPart, key: number): SeriesPartDraft {
  const blank = { ...blankSeriesPart(key), kind: part.kind, name: part.name ?? '' };
  switch (part.kind) {
    case 'text':
      return { ...blank, text: part.text };
    case 'date':
      return {
        ...blank,
        form: part.form,
        codes: typed(part.codes),
        codesFrom: typed(part.codesFrom),
      };
    case 'batch':
      return { ...blank, length: typed(part.length) };
    case 'counter':
    case 'model':
      return blank;
  }
}

/** Of one character: these may have codes of their own. */
export const mayHaveCodes = ({ form }: Pick<SeriesPartDraft, 'form'>): boolean => form.length === 1;

export function seriesPartBody(draft: SeriesPartDraft): SeriesPart {
  const name = draft.name === '' ? {} : { name: draft.name };
  const { kind } = draft;
  switch (kind) {
    case 'text':
      return { kind, ...name, text: draft.text };
    case 'date': {
      const codes = mayHaveCodes(draft) && draft.codes !== '' ? { codes: draft.codes } : null;
      const from = codes && draft.form === 'Y' && draft.codesFrom.trim() !== '';
      return {
        kind,
        ...name,
        form: draft.form,
        ...codes,
        ...(from && { codesFrom: Number(draft.codesFrom) }),
      };
    }
    case 'batch':
      return {
        kind,
        ...name,
        ...(draft.length.trim() !== '' && { length: Number(draft.length) }),
      };
    case 'counter':
    case 'model':
      return { kind, ...name };
  }
}

export const seriesPartFaults = (drafts: readonly SeriesPartDraft[]): Faults =>
  Object.assign(
    {},
    ...drafts.map((draft, index) => under(`parts.${index}`, faultsOf(draft))),
  ) as Faults;

function faultsOf(draft: SeriesPartDraft): Faults {
  switch (draft.kind) {
    case 'text':
      return collect({ text: draft.text === '' ? { code: 'needed' } : tooLong(draft.text, 64) });
    case 'date': {
      if (!mayHaveCodes(draft) || draft.codes === '') return {};
      const year = draft.form === 'Y' && draft.codesFrom.trim() === '';
      return collect({
        codes: charactersFault(draft.codes, 128),
        codesFrom: year ? { code: 'needed' } : wholeNumber(draft.codesFrom, 1970, 2999),
      });
    }
    case 'batch':
      return collect({ length: wholeNumber(draft.length, 1, 64) });
    case 'counter':
    case 'model':
      return {};
  }
}

/** `0-9A-F`: of characters in an order. */
export function charactersFault(spec: string, max: number): Fault | null {
  const long = tooLong(spec, max);
  if (long || spec === '') return long;
  const listed = characterList(spec);
  return listed.ok ? null : { code: 'rule', params: { detail: listed.problem } };
}
