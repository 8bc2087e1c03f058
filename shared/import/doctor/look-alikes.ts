import { mayEnd, move } from '../../serial/pattern/machine.ts';
import { mostMeant } from './numbers.ts';
import { type DoctorRule, type Meant, nothingMeant } from './rule.ts';

/** Characters that people type for one another. */
const alike = ['0Oo', '1Il|'];

const others = new Map(
  alike.flatMap((group) => [...group].map((each) => [each, [...group]] as const)),
);

/** Steps that may be taken for one text. */
const mostSteps = 20_000;

/**
 * The text with characters in the place of their look-alikes, as far as the rule's characters and pattern
 * leave room for them: every one of them, so that two possible ones are seen to be two.
 */
export function fromLookAlikes(text: string, { allowed, machine, length }: DoctorRule): Meant {
  const characters = [...text];
  if (characters.length < length.min || characters.length > length.max) return nothingMeant;
  if (!characters.some((each) => others.has(each))) return nothingMeant;
  const texts: string[] = [];
  let steps = 0;
  let complete = true;
  const walk = (at: number, made: string, states: ReadonlySet<number> | null): void => {
    if (++steps > mostSteps || texts.length >= mostMeant) {
      complete = false;
      return;
    }
    const character = characters[at];
    if (character === undefined) {
      if (made !== text && !(machine && states && !mayEnd(machine, states))) texts.push(made);
      return;
    }
    for (const each of others.get(character) ?? [character]) {
      if (allowed && !allowed.has(each)) continue;
      const next = machine && states && move(machine, states, each.codePointAt(0) as number);
      if (next?.size === 0) continue;
      walk(at + 1, made + each, next);
    }
  };
  walk(0, '', machine && new Set([machine.start]));
  return { texts, complete };
}
