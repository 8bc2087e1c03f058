import { bestNamed, snNames, trimEdges } from './names.ts';

export const looksLikeLink = (text: string): boolean => /^https?:\/\//i.test(text);

/** Parts of a path behind which the SN stands, best first. */
const markers = ['sn', 'serial', 'device'];

/**
 * GS1 Digital Link: keys that start a path (GS1 Digital Link URI syntax §4.3; `gtin` in its first
 * edition). Such a path says what each part is, so its last part is never taken for an SN by default.
 */
const primaryKeys = new Set(
  [
    '00',
    '01',
    '253',
    '255',
    '401',
    '402',
    '414',
    '417',
    '8003',
    '8004',
    '8006',
    '8010',
    '8013',
  ].concat(['8017', '8018', 'gtin']),
);

/**
 * The SN that a link names, by the strongest sign alone: a link that names an SN which does not keep
 * the rule must not register another of its parts. Null when there is none.
 */
export function fromLink(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const query = [...url.searchParams].map(([name, value]) => [name, trimEdges(value)] as const);
  const path = url.pathname
    .split('/')
    .filter(Boolean)
    .map((part) => trimEdges(decode(part)));
  const digital = path.findIndex(
    (part, at) => primaryKeys.has(part.toLowerCase()) && /^\d/.test(path[at + 1] ?? ''),
  );
  const has = (...names: string[]) =>
    query.some(([name, value]) => names.includes(name.toLowerCase()) && value !== '');
  if (digital >= 0) {
    const serial = digitalSerial(path.slice(digital));
    if (serial) return serial;
  }
  if (has(...snNames)) return bestNamed(query, snNames);
  const marked = behind(path, markers);
  if (marked) return marked;
  if (has('21')) return bestNamed(query, ['21']);
  if (has('s')) return bestNamed(query, ['s']);
  if (digital >= 0) return null;
  const last = path.at(-1);
  return behind(path, ['d']) ?? (last && !markers.includes(last.toLowerCase()) ? last : null);
}

/** `/01/<GTIN>/10/<lot>/21/<serial>`: names and values take turns. */
function digitalSerial(path: readonly string[]): string | null {
  if (!['01', '8006', 'gtin'].includes(path[0]?.toLowerCase() ?? '')) return null;
  for (let at = 2; at + 1 < path.length; at += 2) {
    if (path[at] === '21' || path[at]?.toLowerCase() === 'ser') return path[at + 1] ?? null;
  }
  return null;
}

function behind(path: readonly string[], names: readonly string[]): string | null {
  for (const name of names) {
    const at = path.findIndex((part) => part.toLowerCase() === name);
    const value = at < 0 ? undefined : path[at + 1];
    if (value) return value;
  }
  return null;
}

/** What is no UTF-8 becomes U+FFFD, which no SN may hold. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '\ufffd';
  }
}
