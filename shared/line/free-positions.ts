import { RE2JS } from 're2js';
import type { SnRule } from '../models/catalog.ts';

/**
 * Where an SN has what its rule names as a date (from 0): a date changes while a batch runs. The pattern
 * is RE2 and known to be readable: the batch could not have been started otherwise.
 */
export function datePositions({ pattern, parts = [] }: SnRule): (deviceSn: string) => Set<number> {
  const dates = parts.filter(({ date }) => date !== undefined).map(({ name }) => name);
  if (pattern === undefined || dates.length === 0) return () => new Set();
  const compiled = RE2JS.compile(pattern);
  return (deviceSn) => {
    const free = new Set<number>();
    const matcher = compiled.matcher(deviceSn);
    if (!matcher.matches()) return free;
    for (const name of dates) {
      if (matcher.group(name) === null) continue;
      for (let at = matcher.start(name); at < matcher.end(name); at++) free.add(at);
    }
    return free;
  };
}
