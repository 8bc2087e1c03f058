import type { Problem } from '../../../shared/problems.ts';
import type { Link } from './link.ts';
import { tsplProblem, tsplStatusQuery } from './tspl-words.ts';
import { problemOf, readHostStatus, readIdentity, takeStrings } from './zebra-words.ts';

/** What a printer says of itself between labels; null where it does not speak. */
export interface Said {
  problem: Problem | null;
  /** Labels that it holds and has not printed; null where it does not say. */
  waiting: number | null;
}

/** How to talk with a printer that takes raw bytes. All reject when the connection breaks. */
export interface Tongue {
  status(link: Link, ms: number): Promise<Said | null>;
  identity(link: Link, ms: number): Promise<{ model: string; dpi: number | null } | null>;
  /** Labels that it printed in its life. */
  odometer(link: Link, ms: number): Promise<number | null>;
}

export const zebra: Tongue = {
  async status(link, ms) {
    const found = await link.ask(
      '~HS',
      (text) => {
        const { strings } = takeStrings(text);
        const [first, second, third] = strings;
        if (first === undefined || second === undefined || third === undefined) return null;
        return { status: readHostStatus(first, second) };
      },
      ms,
    );
    if (!found?.status) return null;
    const { formats, remaining } = found.status;
    return { problem: problemOf(found.status), waiting: formats + remaining };
  },
  identity: (link, ms) =>
    link.ask(
      '~HI',
      (text) => {
        const [only] = takeStrings(text).strings;
        return only === undefined ? null : readIdentity(only);
      },
      ms,
    ),
  // Set-Get-Do of Link-OS printers; older ones say nothing, or `"?"`.
  odometer: async (link, ms) => {
    const found = await link.ask(
      '! U1 getvar "odometer.total_label_count"\r\n',
      (text) => /"([^"]*)"/.exec(text)?.[1] ?? null,
      ms,
    );
    return found !== null && /^\d{1,12}$/.test(found) ? Number(found) : null;
  },
};

export const tspl: Tongue = {
  async status(link, ms) {
    const byte = await link.ask(
      tsplStatusQuery,
      (text) => (text === '' ? null : text.charCodeAt(0)),
      ms,
    );
    return byte === null ? null : { problem: tsplProblem(byte), waiting: null };
  },
  async identity(link, ms) {
    const model = await link.ask(
      '~!T',
      (text) => (text === '' ? null : text.replaceAll(/[^\x20-\x7e]/g, '').trim() || null),
      ms,
    );
    return model === null ? null : { model, dpi: null };
  },
  odometer: () => Promise.resolve(null),
};
