import type { SnRule } from '../../../shared/models/catalog.ts';
import type { Problem } from '../../../shared/problems.ts';
import { compileRule } from '../../../shared/serial/rule.ts';
import { collect, type Fault, type Faults, tooLong, wholeNumber } from './faults.ts';

/** An SN rule as it is typed; empty parts ask for nothing. */
export interface RuleDraft {
  pattern: string;
  min: string;
  max: string;
  characters: string;
  checkDigit: SnRule['checkDigit'];
  checkCharacters: string;
}

export const ruleDraft = ({
  pattern,
  length,
  characters,
  checkDigit,
  checkCharacters,
}: SnRule): RuleDraft => ({
  pattern: pattern ?? '',
  min: length ? String(length.min) : '',
  max: length ? String(length.max) : '',
  characters: characters ?? '',
  checkDigit,
  checkCharacters: checkCharacters ?? '',
});

export const shortest = 1;
export const longest = 64;

/** A length with one end open goes from 1, or to 64. */
export function ruleBody({
  pattern,
  min,
  max,
  characters,
  checkDigit,
  checkCharacters,
}: RuleDraft): SnRule {
  const bounded = min.trim() !== '' || max.trim() !== '';
  return {
    ...(pattern !== '' && { pattern }),
    ...(bounded && {
      length: {
        min: min.trim() === '' ? shortest : Number(min),
        max: max.trim() === '' ? longest : Number(max),
      },
    }),
    ...(characters !== '' && { characters }),
    checkDigit,
    ...(checkDigit === 'luhnModN' && checkCharacters !== '' && { checkCharacters }),
  };
}

export function ruleFaults(draft: RuleDraft): Faults {
  const min = wholeNumber(draft.min, shortest, longest);
  const max = wholeNumber(draft.max, shortest, longest);
  const { length } = ruleBody(draft);
  const crossed = !min && !max && length !== undefined && length.min > length.max;
  return collect({
    min,
    max: max ?? (crossed ? { code: 'order' } : null),
    pattern: tooLong(draft.pattern, 512) ?? unreadable({ pattern: draft.pattern }),
    characters: tooLong(draft.characters, 256) ?? unreadable({ characters: draft.characters }),
    checkCharacters:
      draft.checkDigit === 'luhnModN'
        ? (tooLong(draft.checkCharacters, 256) ?? unreadableAlphabet(draft.checkCharacters))
        : null,
  });
}

/** Each part by itself, so that the reason stands beside the right field. */
function unreadable(part: Pick<SnRule, 'pattern' | 'characters'>): Fault | null {
  if ((part.pattern ?? part.characters ?? '') === '') return null;
  return faultOf({ ...part, checkDigit: 'none' });
}

const unreadableAlphabet = (checkCharacters: string): Fault | null =>
  checkCharacters === '' ? null : faultOf({ checkDigit: 'luhnModN', checkCharacters });

function faultOf(rule: SnRule): Fault | null {
  const compiled = compileRule(rule);
  if (compiled.ok) return null;
  return { code: 'rule', params: { detail: String(compiled.problem.params?.['detail'] ?? '') } };
}

/** What a station would say to this SN. `unasked`: nothing was typed, or the rule itself is broken. */
export function tryRule(draft: RuleDraft, sample: string): Problem | 'fits' | 'unasked' {
  if (sample === '' || Object.keys(ruleFaults(draft)).length > 0) return 'unasked';
  const compiled = compileRule(ruleBody(draft));
  return compiled.ok ? (compiled.value(sample) ?? 'fits') : 'unasked';
}
