import { roleSchema } from '../../shared/roles.ts';
import type { Speech } from '../words.tsx';

const others = ['command-line', 'device', 'gateway'] as const;

/** Who did something: whom we know by their word in the reader's language, an application's key as it is. */
export function whoDid(by: string, { w }: Pick<Speech, 'w'>): string {
  const role = roleSchema.safeParse(by);
  if (role.success) return w(`role.${role.data}`);
  const other = others.find((one) => one === by);
  if (other) return w(`who.${other}`);
  // A person with the role they had, or the account that a command ran under.
  const [, name, what] = /^(.+) \(([^()]+)\)$/.exec(by) ?? [];
  if (name === undefined || what === undefined) return by;
  if (name === 'command-line') return `${w('who.command-line')} (${what})`;
  const as = roleSchema.safeParse(what);
  return as.success ? `${name} (${w(`role.${as.data}`)})` : by;
}
