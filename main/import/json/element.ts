import { fail, type Problem } from '../../../shared/problems.ts';

/** One value of a document that is to be a row, not yet looked into. */
export interface Element {
  row: number;
  /** Where it begins, in lines from 1 and characters of that line from 1. */
  line: number;
  at: number;
  /** Null where it is longer than `longestElement`: it was not held. */
  text: string | null;
}

/** Most characters of a row. */
export const longestElement = 1024 * 1024;

/** Where in the file what stands at `offset` of an element is. */
export function placeIn({ line, at, text }: Element, offset: number): { line: number; at: number } {
  const before = (text ?? '').slice(0, offset);
  const last = before.lastIndexOf('\n');
  if (last < 0) return { line, at: at + offset };
  return { line: line + before.split('\n').length - 1, at: offset - last };
}

/** What broke the text itself, with where it was. */
export const atRow = ({ code, params }: Problem, row: number, line: number) =>
  fail(code, { ...params, row, line });
