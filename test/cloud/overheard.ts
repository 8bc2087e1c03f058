import { relative } from 'node:path';
import pg from 'pg';
import { root } from '../support/cli.ts';

/** A statement as it went to PostgreSQL, and the file of the service that it came from. */
export interface Statement {
  text: string;
  values: unknown[];
  file: string;
}

/**
 * Writes down every statement of this process's clients of PostgreSQL, until disposed. For a service
 * that runs in the process of its test.
 */
export function overhear(): { statements: Statement[]; stop(): void } {
  const statements: Statement[] = [];
  const stops = [pg.Client.prototype, pg.Pool.prototype].map((prototype) => {
    const real = prototype.query as (...given: unknown[]) => unknown;
    const heard = function (this: unknown, ...given: unknown[]) {
      const [text, values] = given;
      const file = caller();
      // A pool hands on to a client later, when nobody of ours is on the stack any more.
      if (typeof text === 'string' && file !== '') {
        statements.push({ text, values: Array.isArray(values) ? [...values] : [], file });
      }
      return Reflect.apply(real, this, given);
    };
    Object.assign(prototype, { query: heard });
    return () => Object.assign(prototype, { query: real });
  });
  return { statements, stop: () => void stops.map((stop) => stop()) };
}

/** The nearest file of the service on the stack, or ''. */
function caller(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  const stack = new Error('where').stack ?? '';
  Error.stackTraceLimit = limit;
  for (const [, path = ''] of stack.matchAll(
    /((?:file:\/\/)?\/[^\s()]*?\/cloud\/[^\s():]+\.ts)/g,
  )) {
    const file = relative(root, path.replace('file://', ''));
    if (file.startsWith('cloud/')) return file;
  }
  return '';
}

/** One line, so that two spellings of one statement are one. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
