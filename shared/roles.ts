import { z } from 'zod';

/** Who may do what, from least to most: each role may do all that the ones before it may. */
export const roles = ['technician', 'line-lead', 'engineer', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** True when somebody holding `held` may make a call that needs `needed`. */
export function mayAct(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}
