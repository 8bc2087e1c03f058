import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Sent } from './line-scanner.ts';

/** What a station has on disk after a storm; it must be closed. */
export interface Found {
  devices: { sn: string; source: string }[];
  reads: {
    at: number;
    sn: string | null;
    source: string;
    verdict: string;
    problem: string | null;
  }[];
  batch: { accepted: number; seen: number; refused: number };
}

export function readFound(folder: string): Found {
  const db = new Database(join(folder, 'station.db'), { readonly: true });
  try {
    const rows = (sql: string) => db.prepare(sql).all();
    return {
      devices: rows('SELECT device_sn AS sn, source_name AS source FROM device'),
      reads: rows(
        `SELECT at, device_sn AS sn, source_name AS source, verdict,
           json_extract(problem, '$.code') AS problem FROM read ORDER BY id`,
      ),
      batch: rows('SELECT accepted, seen, refused FROM batch')[0],
    } as Found;
  } finally {
    db.close();
  }
}

export interface Told {
  sent: readonly Sent[];
  /** The path of each port. */
  paths: readonly string[];
  /** By port: codes torn by silence, and how often the connection broke. */
  torn: readonly number[];
  broken: readonly number[];
}

/** Compares what was sent with what is there; answers what is wrong, in sentences. */
export function audit({ sent, paths, torn, broken }: Told, found: Found): string[] {
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(text);
  const good = new Map<string, { port: number; certain: boolean; most: number; least: number }>();
  for (const { sn, port, certain, kind } of sent) {
    if (kind !== 'good' && kind !== 'repeat') continue;
    const known = good.get(sn) ?? { port, certain: false, most: 0, least: 0 };
    known.certain ||= certain;
    known.most += 1;
    if (certain) known.least += 1;
    good.set(sn, known);
  }

  const registered = new Set<string>();
  for (const { sn, source } of found.devices) {
    const from = good.get(sn);
    if (registered.has(sn)) say(`${sn} is two devices`);
    registered.add(sn);
    if (!from) say(`${sn} was never sent, but is registered from ${source}`);
    else if (source !== paths[from.port]) say(`${sn} came from port ${from.port}, not ${source}`);
  }
  for (const [sn, { certain, port }] of good) {
    if (certain && !registered.has(sn)) say(`${sn} of port ${port} is not registered`);
  }

  const read = new Map<string, { accepted: number; all: number }>();
  const refused = paths.map(() => ({ partial: 0, other: 0 }));
  for (const { sn, source, verdict, problem } of found.reads) {
    const port = paths.indexOf(source);
    if (port < 0) say(`a read from ${source}, which is no scanner`);
    if (verdict === 'refused') {
      const count = refused[port];
      if (count) count[problem === 'read-partial' ? 'partial' : 'other'] += 1;
      continue;
    }
    const from = good.get(sn ?? '');
    if (from?.port !== port) say(`${sn} was read from port ${port}, but never sent there`);
    const known = read.get(sn ?? '') ?? { accepted: 0, all: 0 };
    known.all += 1;
    if (verdict === 'accepted') known.accepted += 1;
    read.set(sn ?? '', known);
  }
  for (const [sn, { most, least }] of good) {
    const { accepted, all } = read.get(sn) ?? { accepted: 0, all: 0 };
    if (accepted > 1) say(`${sn} was accepted ${accepted} times`);
    if (all < least || all > most) say(`${sn} was sent ${least} to ${most} times, read ${all}`);
  }

  for (const [port, { partial, other }] of refused.entries()) {
    const bad = sent.filter((one) => one.port === port && /refused|noise/.test(one.kind));
    const least = bad.filter((one) => one.certain).length;
    // Where the connection broke, the rest of a code may be told of as well.
    const breaks = broken[port] ?? 0;
    const tornHere = torn[port] ?? 0;
    if (other < least || other > bad.length + 3 * breaks) {
      say(`port ${port}: ${least} to ${bad.length} bad codes, refused ${other}`);
    }
    if (partial < tornHere || partial > tornHere + 3 * breaks) {
      say(`port ${port}: ${tornHere} torn codes, told of ${partial}`);
    }
  }
  const count = (verdict: string) => found.reads.filter((one) => one.verdict === verdict).length;
  // Of a read that a power cut left between journal and database the device is restored, not the read.
  const counts = { accepted: found.devices.length, seen: count('seen'), refused: count('refused') };
  for (const verdict of ['accepted', 'seen', 'refused'] as const) {
    const counted = found.batch[verdict];
    if (counted !== counts[verdict]) say(`the batch counts ${counted} ${verdict}`);
  }
  return wrong;
}
