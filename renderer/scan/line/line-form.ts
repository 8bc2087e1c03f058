import {
  type LineOptions,
  lineOptionsSchema,
  mixUpPolicies,
  type Part,
} from '../../../shared/models/line.ts';

/** Which codes a unit shows, as one choice of few. */
export const checkings = ['single', 'box', 'device', 'triple'] as const;
export type Checking = (typeof checkings)[number];

const partsOf: Record<Checking, Part[]> = {
  single: ['unit'],
  box: ['unit', 'box'],
  device: ['unit', 'device'],
  triple: ['unit', 'box', 'device'],
};

export function checkingOf({ parts }: LineOptions): Checking {
  if (parts.length === 1) return 'single';
  if (parts.length === 3) return 'triple';
  return parts.includes('box') ? 'box' : 'device';
}

export const withChecking = (line: LineOptions, checking: Checking): LineOptions => ({
  ...line,
  parts: partsOf[checking],
});

export const hasBox = ({ parts }: LineOptions): boolean => parts.includes('box');

/** What a first batch offers: one code a unit, and an eye on mix-ups, which costs nothing. */
export const firstLine: LineOptions = lineOptionsSchema.parse({ mixUp: 'again' });

/** Hours after which golden samples are wanted again. */
export const goldenHours = ['', '8', '12', '24'] as const;

export const mixUps = mixUpPolicies;

/** The batch as it is started: what does not belong to the choice made is as if it was never said. */
export function toLine(line: LineOptions): LineOptions {
  const persons = hasBox(line) ? line.persons : 1;
  return {
    ...line,
    persons,
    boxScanner: persons === 2 ? line.boxScanner : '',
    boxBegins: hasBox(line) && persons === 1 ? line.boxBegins : '',
  };
}
