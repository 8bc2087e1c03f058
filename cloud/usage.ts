import { ProblemError } from '../shared/problems.ts';

export const usageLine =
  'cloud [--port N] [--host ADDRESS] [--data DIR | --database-url URL] [--seed CATALOG] [--mqtt-broker URL [--mqtt-port N]]';

/** @throws ProblemError `usage` */
export function wholeNumber(text: string, name: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw misuse(`${name} must be a whole number from ${least} to ${most}`);
}

export const misuse = (reason: string) =>
  new ProblemError('usage', { detail: `${reason}. Usage: ${usageLine}` });
