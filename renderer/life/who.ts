import { roleSchema } from '../../shared/roles.ts';
import type { Speech } from '../words.tsx';

const others = ['command-line', 'device', 'gateway'] as const;

/** Who did something: whom we know by their word in the reader's language, an application's key as it is. */
export function whoDid(by: string, { w }: Pick<Speech, 'w'>): string {
  const role = roleSchema.safeParse(by);
  if (role.success) return w(`role.${role.data}`);
  const other = others.find((one) => one === by);
  return other ? w(`who.${other}`) : by;
}
