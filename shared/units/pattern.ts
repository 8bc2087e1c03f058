import { RE2JS } from 're2js';
import { trimEdges } from '../serial/names.ts';
import type { Fact } from '../serial/reading.ts';

/** What was taken out of an answer: the SN, and the rest under the names that the pattern or the JSON gives it. */
export interface Taken {
  deviceSn: string;
  facts: readonly Fact[];
}

/** `whole`: all of the text has to match; `within`: any part of it, `^` and `$` being ends of lines. */
export type TakeBy = (text: string, how: 'whole' | 'within') => Taken | null;

/**
 * Makes a named pattern ready (RE2 syntax, linear time). Its group `sn` is the SN, each other named group
 * is master data of that name. A text says why it cannot be read.
 */
export function compileUnitPattern(pattern: string): TakeBy | string {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern, RE2JS.MULTILINE);
  } catch (error) {
    return (error as Error).message;
  }
  const names = Object.keys(compiled.namedGroups());
  const sn = names.find((name) => name.toLowerCase() === 'sn');
  if (sn === undefined) return 'it needs a part with the name sn: (?P<sn>[A-Z0-9-]+)';
  return (text, how) => {
    const matcher = compiled.matcher(text);
    if (!(how === 'whole' ? matcher.matches() : matcher.find())) return null;
    const deviceSn = trimEdges(matcher.group(sn) ?? '');
    if (deviceSn === '') return null;
    const facts = names.flatMap((name): Fact[] => {
      const value = trimEdges(matcher.group(name) ?? '');
      return name === sn || value === '' ? [] : [[name, value]];
    });
    return { deviceSn, facts };
  };
}
