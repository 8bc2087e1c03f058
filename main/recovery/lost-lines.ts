import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mostNamed } from '../../shared/models/recovery.ts';
import { readLine } from '../store/journal-line.ts';

/**
 * The SNs of units in journal lines that were put aside since then (epoch ms) because they could not be followed: each line that
 * is whole by itself tells who it was about, though nobody knows what stood before it.
 */
export function lostSns(folder: string, since: number): { deviceSns: string[]; more: number } {
  const quarantine = join(folder, 'quarantine');
  const found = new Set<string>();
  const names = existsSync(quarantine) ? readdirSync(quarantine) : [];
  const at = (name: string) => Number(/^journal-torn-(\d+)/.exec(name)?.[1] ?? -1);
  for (const name of names.filter((each) => at(each) >= since).toSorted()) {
    for (const line of readFileSync(join(quarantine, name), 'utf8').split('\n')) {
      const read = readLine(line);
      if ('entry' in read) namesIn(JSON.parse(read.entry), found);
    }
  }
  const all = [...found];
  return { deviceSns: all.slice(0, mostNamed), more: Math.max(0, all.length - mostNamed) };
}

interface Line {
  type?: unknown;
  deviceSn?: unknown;
  registered?: unknown;
}

/** Registered one by one or from a file; whatever else was done to a device, it was here before. */
function namesIn(entry: Line, found: Set<string>): void {
  if (entry.type === 'device-registered' && typeof entry.deviceSn === 'string') {
    found.add(entry.deviceSn);
  }
  if (!Array.isArray(entry.registered)) return;
  for (const { deviceSn } of entry.registered as Line[]) {
    if (typeof deviceSn === 'string') found.add(deviceSn);
  }
}
