import { roleSchema } from '../../shared/roles.ts';
import type { Speech } from '../words.tsx';

/** Who did something: a role by its word in the reader's language, an application's key as it is. */
export function whoDid(by: string, { w }: Pick<Speech, 'w'>): string {
  const role = roleSchema.safeParse(by);
  return role.success ? w(`role.${role.data}`) : by;
}
