import type { Effect, Plan } from '../../../shared/models/action.ts';

/** A plan sorted into what a person reads first: what happens, what is lost, what is good to know. */
export interface PlanView {
  /** Devices that the action does something with. */
  acted: number;
  happens: Plan['effects'];
  lost: Plan['effects'];
  notes: Plan['effects'];
  refused: Plan['refused'];
  /** Only so many were looked at one by one; null: all of them. */
  looked: number | null;
}

const losses = new Set<Effect>([
  'asset-lost',
  'credentials-lost',
  'disconnected',
  'master-data-cleared',
  'old-discarded',
  'removed',
]);
const notes = new Set<Effect>(['waits-for-earlier', 'looked-at-first']);

export function viewPlan(plan: Plan): PlanView {
  const looked = plan.described?.looked;
  const left = plan.refused.reduce((sum, { count }) => sum + count, 0);
  return {
    acted: Math.max(0, plan.devices - left),
    looked: looked !== undefined && looked < plan.devices ? looked : null,
    happens: plan.effects.filter(({ effect }) => !losses.has(effect) && !notes.has(effect)),
    lost: plan.effects.filter(({ effect }) => losses.has(effect)),
    notes: plan.effects.filter(({ effect }) => notes.has(effect)),
    refused: plan.refused,
  };
}

/** What takes something away for good asks for a deliberate act: the number, typed. */
export const confirms = (view: PlanView, typed: string): boolean =>
  view.acted > 0 && (view.lost.length === 0 || typed.trim() === String(view.acted));
