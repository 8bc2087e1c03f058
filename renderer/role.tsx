import { createContext, type ReactNode, use } from 'react';
import { type CallName, contract } from '../shared/contract.ts';
import { problem } from '../shared/problems.ts';
import { mayAct, type Role } from '../shared/roles.ts';
import { useQuery } from './calls.ts';
import { useWords } from './words.tsx';

const RoleContext = createContext<Role | null>(null);

/** Asks once on whose behalf this window calls; a restarted station may answer otherwise. */
export function RoleProvider({ children }: { children: ReactNode }) {
  const { value } = useQuery('caller.get', {});
  return <RoleContext value={value?.role ?? null}>{children}</RoleContext>;
}

/**
 * Why this window may not make a call, in the reader's language; null when it may, and until the role is
 * known: the station judges in any case, this only spares a person the try.
 */
export function useMayNot(name: CallName): string | null {
  const held = use(RoleContext);
  const { w, sentence } = useWords();
  const needed = contract[name].role;
  if (held === null || mayAct(held, needed)) return null;
  return sentence(
    problem('role-missing', { needed: w(`role.${needed}`), held: w(`role.${held}`) }),
  );
}
