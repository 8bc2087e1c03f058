import { userInfo } from 'node:os';
import type { Caller } from '../../line.ts';

/** The account that a command runs under; where the system cannot tell it, the command line alone. */
function account(): string {
  try {
    const name = userInfo().username.replace(/\p{C}/gu, '').slice(0, 64);
    return name === '' ? 'command-line' : `command-line (${name})`;
  } catch {
    return 'command-line';
  }
}

/** Who acts on the command line, as it is written down. */
export const by = account();

/**
 * On the command line everything may be done, whoever is on duty: who can run it can read and change the
 * folder too.
 */
export const caller: Caller = { role: 'admin', by };
