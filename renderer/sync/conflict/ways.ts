import type { Conflict, WayOut } from '../../../shared/models/conflict.ts';

/** The ways of the case, likeliest first, and the two that every parked operation has. */
export function waysOf({ ways }: Pick<Conflict, 'ways'>): WayOut[] {
  return [...new Set<WayOut>([...ways, 'retry', 'discard'])];
}

export interface Decision {
  way: WayOut | null;
  deviceSn: string;
  reason: string;
}

export const undecided: Decision = { way: null, deviceSn: '', reason: '' };

/** Everything that the chosen way needs is there. */
export const isReady = ({ way, deviceSn, reason }: Decision): boolean =>
  way !== null && reason.trim() !== '' && (way !== 'correct' || deviceSn !== '');

/** Ways that end something for good: shown in red. */
export const isGrave = (way: WayOut | null): boolean =>
  way === 'void' || way === 'let-go' || way === 'go-ahead' || way === 'reprovision';
