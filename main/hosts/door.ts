import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Problem, type ProblemCode, problem } from '../../shared/problems.ts';

/** What a request shows at the door. */
export interface Visitor {
  method: string;
  /** The request's target as sent. */
  target: string;
  headers: IncomingHttpHeaders;
  /** How many Host headers came: two are one too many to know which is meant. */
  hostHeaders: number;
}

/** What the door answers: come in, here is your cookie, or no and why. */
export type DoorAnswer =
  | { kind: 'enter' }
  | { kind: 'welcome'; cookie: string }
  | { kind: 'refuse'; status: 401 | 403 | 421; problem: Problem };

/** Cookies know no ports: without the port in its name one station would log the other out. */
export const cookieName = (port: number): string => `lineside-${port}`;

const refuse = (status: 401 | 403 | 421, code: ProblemCode): DoorAnswer => ({
  kind: 'refuse',
  status,
  problem: problem(code),
});

/** Digests have one length, so neither the time taken nor an exception tells anything of the key. */
export function sameKey(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(key));
}

function cookieValue(headers: IncomingHttpHeaders, name: string): string | null {
  for (const part of (headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** A page elsewhere that talked a browser into resolving its own name to us sends its own name. */
function isOurHost(visitor: Visitor, port: number): boolean {
  const host = visitor.headers.host?.toLowerCase();
  if (host === undefined || visitor.hostHeaders !== 1) return false;
  // An absolute target names a host of its own, which would outrank the header.
  if (!visitor.target.startsWith('/')) return false;
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return names.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}

function isOurPage({ headers }: Visitor): boolean {
  const site = headers['sec-fetch-site'];
  // `same-site` is another port of this machine: not ours.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  return origin === undefined || origin.toLowerCase() === `http://${headers.host?.toLowerCase()}`;
}

/**
 * The three questions that every request on every path is asked before anything is looked at:
 * did you mean us, do you come from us, have you got the key.
 */
export function askAtDoor(visitor: Visitor, door: { port: number; key: string }): DoorAnswer {
  if (!isOurHost(visitor, door.port)) return refuse(421, 'host-refused');
  if (!isOurPage(visitor)) return refuse(403, 'origin-refused');
  const [path, query] = visitor.target.split('?', 2);
  const shown = path === '/' ? new URLSearchParams(query).get('key') : null;
  const name = cookieName(door.port);
  if (shown !== null && visitor.method === 'GET') {
    if (!sameKey(shown, door.key)) return refuse(401, 'key-missing');
    return { kind: 'welcome', cookie: `${name}=${door.key}; HttpOnly; SameSite=Strict; Path=/` };
  }
  const held = cookieValue(visitor.headers, name);
  if (held === null || !sameKey(held, door.key)) return refuse(401, 'key-missing');
  return { kind: 'enter' };
}
