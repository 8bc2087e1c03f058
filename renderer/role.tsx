import { createContext, type ReactNode, use } from 'react';
import { type CallName, contract } from '../shared/contract.ts';
import { problem } from '../shared/problems.ts';
import { mayAct, type Need, type Role } from '../shared/roles.ts';
import { useQuery } from './calls.ts';
import { useStation } from './station.tsx';
import { useWords } from './words.tsx';

/** Undefined: not known yet. Null: nobody is on duty, who has to be. */
const RoleContext = createContext<Role | null | undefined>(undefined);

/** Asks on whose behalf this window calls, again whenever who is on duty or their role changes. */
export function RoleProvider({ children }: { children: ReactNode }) {
  const { state } = useStation();
  const { operator = null, operators } = state ?? {};
  const freshness = `${operators?.exist} ${operators?.revision} ${operator?.name} ${operator?.role}`;
  const { value } = useQuery('caller.get', {}, freshness);
  return <RoleContext value={value?.role}>{children}</RoleContext>;
}

/**
 * Why this window may not make a call, in the reader's language; null when it may, and until the role is
 * known: the station judges in any case, this only spares a person the try.
 */
export function useMayNot(name: CallName): string | null {
  return useLacksRole(contract[name].role);
}

/** The same where the role that is needed depends on what is called for. */
export function useLacksRole(needed: Need): string | null {
  const held = use(RoleContext);
  const { w, sentence } = useWords();
  if (held === undefined || mayAct(held, needed) || needed === 'anybody') return null;
  if (held === null) return sentence(problem('operator-missing'));
  return sentence(
    problem('role-missing', { needed: w(`role.${needed}`), held: w(`role.${held}`) }),
  );
}
