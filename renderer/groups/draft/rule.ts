import type { SnRule } from '../../../shared/models/catalog.ts';
import type { Problem } from '../../../shared/problems.ts';
import { compileRule, type SnCheck } from '../../../shared/serial/rule.ts';
import { collect, type Fault, type Faults, tooLong, tooMany, wholeNumber } from './faults.ts';
import { mostParts, type PartDraft, partBody, partDrafts, partFaults } from './rule-parts.ts';

/** An SN rule as it is typed; empty parts ask for nothing. */
export interface RuleDraft {
  pattern: string;
  min: string;
  max: string;
  characters: string;
  noAmbiguous: boolean;
  checkDigit: SnRule['checkDigit'];
  checkCharacters: string;
  parts: PartDraft[];
  /** One a line. */
  good: string;
  bad: string;
}

export const ruleDraft = (rule: SnRule): RuleDraft => ({
  pattern: rule.pattern ?? '',
  min: rule.length ? String(rule.length.min) : '',
  max: rule.length ? String(rule.length.max) : '',
  characters: rule.characters ?? '',
  noAmbiguous: rule.noAmbiguous ?? false,
  checkDigit: rule.checkDigit,
  checkCharacters: rule.checkCharacters ?? '',
  parts: (rule.parts ?? []).flatMap(partDrafts),
  good: (rule.examples?.good ?? []).join('\n'),
  bad: (rule.examples?.bad ?? []).join('\n'),
});

export const shortest = 1;
export const longest = 64;

/** A length with one end open goes from 1, or to 64. */
export function ruleBody(draft: RuleDraft): SnRule {
  const { pattern, min, max, characters, checkDigit, checkCharacters, parts } = draft;
  const [good, bad] = [exampleLines(draft.good), exampleLines(draft.bad)];
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
    ...(draft.noAmbiguous && { noAmbiguous: true }),
    checkDigit,
    ...(checkDigit === 'luhnModN' && checkCharacters !== '' && { checkCharacters }),
    ...(parts.length > 0 && { parts: parts.map(partBody) }),
    ...(good.length + bad.length > 0 && { examples: { good, bad } }),
  };
}

export function ruleFaults(draft: RuleDraft): Faults {
  const min = wholeNumber(draft.min, shortest, longest);
  const max = wholeNumber(draft.max, shortest, longest);
  const { length } = ruleBody({ ...draft, parts: [] });
  const crossed = !min && !max && length !== undefined && length.min > length.max;
  return {
    ...collect({
      min,
      max: max ?? (crossed ? { code: 'order' } : null),
      pattern: tooLong(draft.pattern, 512) ?? unreadable('pattern', draft.pattern),
      characters: tooLong(draft.characters, 256) ?? unreadable('characters', draft.characters),
      checkCharacters:
        draft.checkDigit === 'luhnModN'
          ? (tooLong(draft.checkCharacters, 256) ??
            unreadable('checkCharacters', draft.checkCharacters, 'luhnModN'))
          : null,
      parts: tooMany(draft.parts, mostParts),
      good: examplesFault(draft.good),
      bad: examplesFault(draft.bad),
    }),
    ...partFaults(draft.parts, draft.pattern),
  };
}

/** What surrounds an SN is no part of it. */
export const exampleLines = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

function examplesFault(text: string): Fault | null {
  const lines = exampleLines(text);
  const long = lines.find((line) => line.length > longest);
  return long === undefined ? tooMany(lines, 50) : tooLong(long, longest);
}

/** Each part by itself, so that the reason stands beside the right field. */
function unreadable(
  part: 'pattern' | 'characters' | 'checkCharacters',
  text: string,
  checkDigit: SnRule['checkDigit'] = 'none',
): Fault | null {
  if (text === '') return null;
  const compiled = compileRule({ [part]: text, checkDigit });
  if (compiled.ok) return null;
  return { code: 'rule', params: { detail: String(compiled.problem.params?.['detail'] ?? '') } };
}

/** Whose rule it is, for the parts that have to agree with it. */
export interface RuleOf {
  groupId: string;
  modelId: string;
}

/** The rule as a station would apply it; null where it is broken itself. */
export function checkOf(draft: RuleDraft, of: RuleOf, now: () => number): SnCheck | null {
  if (Object.keys(ruleFaults(draft)).length > 0) return null;
  const compiled = compileRule(ruleBody(draft), of.groupId, { modelId: of.modelId, now });
  return compiled.ok ? compiled.value : null;
}

/** What a station would say to this SN. `unasked`: nothing was typed, or the rule itself is broken. */
export function tryRule(check: SnCheck | null, sample: string): Problem | 'fits' | 'unasked' {
  if (sample === '' || !check) return 'unasked';
  return check(sample) ?? 'fits';
}
