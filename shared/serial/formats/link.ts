import { bestNamed, snNames, trimEdges } from '../names.ts';
import {
  compressed,
  damaged,
  type Fact,
  type Format,
  misread,
  noSn,
  type Reading,
  snOrNone,
} from '../reading.ts';
import { coverNamed } from '../secret-names.ts';
import { isCompressedLink } from './compressed-link.ts';
import { digitalLink } from './digital-link.ts';

const name = 'URL';

/** A web link: a GS1 Digital Link, a query that names the SN, or a path that ends with it. */
export const link: Format = {
  name,
  shows: ({ text }) => /^https?:\/\//i.test(text),
  read({ text }) {
    const url = parsed(text);
    return url ? readLink(url, text) : damaged(name);
  },
  cover: coverNamed,
};

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Parts of a path behind which the SN stands, best first. */
const markers = ['sn', 'serial', 'device'];

/**
 * The SN that a link names, by the strongest sign alone: a link that names an SN which does not keep
 * the rule must not register another of its parts.
 */
function readLink(url: URL, text: string): Reading {
  const query: Fact[] = !text.includes('?')
    ? []
    : [...url.searchParams].map(([key, value]) => [key, trimEdges(value)]);
  const path = url.pathname
    .split('/')
    .filter(Boolean)
    .map((part) => trimEdges(decode(part)));
  const digital = digitalLink(path, query);
  if (digital && !digital.holds) return misread('GS1');
  const facts = [...query, ...(digital?.facts ?? [])];
  if (digital?.serial) return snOrNone('GS1', digital.serial, facts);
  const has = (...names: string[]) =>
    query.some(([key, value]) => names.includes(key.toLowerCase()) && value !== '');
  if (has(...snNames)) return snOrNone(name, bestNamed(query, snNames), facts);
  const marked = behind(path, markers);
  if (marked) return snOrNone(name, marked, facts);
  if (has('21')) return snOrNone(name, bestNamed(query, ['21']), facts);
  if (has('s')) return snOrNone(name, bestNamed(query, ['s']), facts);
  if (digital) return noSn('GS1', facts);
  const last = path.at(-1);
  // GS1's own resolver serves nothing but Digital Links.
  const resolver = path.length === 1 && /^(?:[\w-]+\.)?gs1\.org$/i.test(url.hostname);
  if (last && (resolver || isCompressedLink(last))) return compressed();
  const named =
    behind(path, ['d']) ?? (last && !markers.includes(last.toLowerCase()) ? last : null);
  return snOrNone(name, named, facts);
}

function behind(path: readonly string[], names: readonly string[]): string | null {
  for (const one of names) {
    const at = path.findIndex((part) => part.toLowerCase() === one);
    const value = at < 0 ? undefined : path[at + 1];
    if (value) return value;
  }
  return null;
}

/** What is no UTF-8 becomes U+FFFD, which no SN may hold. */
function decode(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return '\ufffd';
  }
}
