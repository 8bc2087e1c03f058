import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type BatchStart, batchStartSchema } from '../models/batch.ts';
import { plainLine } from '../models/line.ts';
import { sameJson } from '../same-json.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { maxCodeLength, sealLength } from './code.ts';

/** What a batch card carries: the batch as a person would start it. */

/** What is left for the argument beside the rest of the code. */
const maxArgument = maxCodeLength - sealLength - 32;

/** Null where it is too much for a code that every scanner reads. */
export function cardArgument(start: BatchStart): string | null {
  const { groupId, tag, target, template, allocateTo, masterData, line, makes } = start;
  const place = allocateTo && [allocateTo.regionId, allocateTo.orgId];
  // How its units are checked, as far as it is not the usual way.
  const own = Object.entries(line).filter(
    ([name, value]) => !sameJson(value, (plainLine as Record<string, unknown>)[name]),
  );
  const parts = [groupId, tag, target, template, place, masterData, Object.fromEntries(own), makes];
  const argument = toBase32(utf8ToBytes(JSON.stringify(parts)));
  return argument.length > maxArgument ? null : argument;
}

/** Null for what `cardArgument` never wrote. */
export function readCardArgument(argument: string): BatchStart | null {
  const bytes = fromBase32(argument);
  if (!bytes) return null;
  try {
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!Array.isArray(parts) || parts.length !== 8) return null;
    const [groupId, tag, target, template, place, masterData, own, makes] = parts as unknown[];
    const allocateTo = Array.isArray(place) ? { regionId: place[0], orgId: place[1] } : null;
    const line = { ...plainLine, ...(own as object) };
    const start = { groupId, tag, target, template, allocateTo, masterData, line, makes };
    const checked = batchStartSchema.safeParse(start);
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}
