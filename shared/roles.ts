import { z } from 'zod';

/** Who may do what, from least to most: each role may do all that the ones before it may. */
export const roles = ['technician', 'line-lead', 'engineer', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What a call needs: a role, or nobody's leave at all (looking on, logging on). */
export type Need = Role | 'anybody';

/** True when somebody holding `held` (null: nobody is on duty) may make a call that needs `needed`. */
export function mayAct(held: Role | null, needed: Need): boolean {
  if (needed === 'anybody') return true;
  return held !== null && roles.indexOf(held) >= roles.indexOf(needed);
}

/** The lesser of two roles. */
export const leastRole = (one: Role, other: Role): Role => (mayAct(one, other) ? other : one);
