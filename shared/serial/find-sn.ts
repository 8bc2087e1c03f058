import { decodePayload } from '../labels/payload.ts';
import { aimSaysGs1, splitAim } from './aim.ts';
import { isGtin14, parseGs1 } from './gs1.ts';

/** One way of reading an SN out of a text. */
export interface Candidate {
  deviceSn: string;
  /** What the text was taken for, in words for a sentence. */
  format: string;
  /** The registration group that the code itself names (our own labels do). */
  groupId?: string;
}

/** Names under which suppliers put the SN into JSON and into links, best first. Compared without case. */
const snNames = ['devicesn', 'sn', 'serialnumber', 'serial_number', 'serialno', 'serial', 's'];

/**
 * All the ways in which an SN can be read out of `text`, likeliest first; `sure` when the text has a
 * structure that cannot be a bare SN. An empty list: the structure is clear and holds no SN.
 */
export function findSn(text: string): {
  aim?: string;
  sure: boolean;
  format: string;
  candidates: Candidate[];
} {
  const { aim, data } = splitAim(text.trim());
  const trimmed = trim(data);
  const about = aim ? { aim } : {};
  const own = decodePayload(trimmed);
  if (own) {
    const candidates = [{ deviceSn: own.deviceSn, groupId: own.groupId, format: 'Lineside' }];
    return { ...about, sure: true, format: 'Lineside', candidates };
  }
  if (trimmed.startsWith('{')) {
    const candidates = fromJson(trimmed);
    if (candidates) return { ...about, sure: true, format: 'JSON', candidates };
  }
  if (/^https?:\/\//i.test(trimmed) && URL.canParse(trimmed)) {
    return { ...about, sure: true, format: 'URL', candidates: fromUrl(trimmed) };
  }
  const elements = parseGs1(trimmed);
  const marked = aimSaysGs1(aim) || /^\(\d{2,4}\)/.test(trimmed) || trimmed.includes('\u001d');
  if (elements && marked) {
    return { ...about, sure: true, format: 'GS1', candidates: fromGs1(elements) };
  }
  const raw: Candidate = { deviceSn: trimmed, format: 'text' };
  const unmarked = elements && isGtin14(elements.get('01')) ? fromGs1(elements) : [];
  return { ...about, sure: false, format: 'text', candidates: [raw, ...unmarked] };
}

/** Blanks and line ends around a code are the scanner's, not the SN's; GS inside is data. */
const trim = (data: string): string => data.replace(/^[\s\0]+|[\s\0\u001d\u001e\u0004]+$/g, '');

function fromGs1(elements: Map<string, string>): Candidate[] {
  const deviceSn = elements.get('21') ?? elements.get('8002');
  return deviceSn ? [{ deviceSn, format: 'GS1' }] : [];
}

function fromJson(text: string): Candidate[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const byName = new Map(Object.entries(parsed).map(([key, value]) => [key.toLowerCase(), value]));
  for (const name of snNames) {
    const value = byName.get(name);
    if (typeof value === 'string' && value.trim() !== '') {
      return [{ deviceSn: value.trim(), format: 'JSON', ...groupNamed(byName.get('groupid')) }];
    }
    if (typeof value === 'number' && Number.isSafeInteger(value)) {
      return [{ deviceSn: String(value), format: 'JSON', ...groupNamed(byName.get('groupid')) }];
    }
  }
  return [];
}

const groupNamed = (value: unknown): { groupId?: string } =>
  typeof value === 'string' && value !== '' ? { groupId: value } : {};

function fromUrl(text: string): Candidate[] {
  const url = new URL(text);
  const candidates: Candidate[] = [];
  const add = (deviceSn: string | undefined, format: string) => {
    if (deviceSn) candidates.push({ deviceSn, format });
  };
  const query = new Map([...url.searchParams].map(([key, value]) => [key.toLowerCase(), value]));
  for (const name of snNames) add(query.get(name)?.trim(), 'URL');
  const path = url.pathname.split('/').filter(Boolean).map(decode);
  // GS1 Digital Link: /01/<GTIN>/21/<serial> (GS1 Digital Link standard §4.9); others write /sn/<SN>
  for (const marker of ['21', 'sn', 'serial', 'device', 'd']) {
    const at = path.findIndex((part) => part.toLowerCase() === marker);
    if (at >= 0) add(path[at + 1], marker === '21' ? 'GS1 Digital Link' : 'URL');
  }
  add(query.get('21'), 'GS1 Digital Link');
  const last = path.at(-1);
  if (candidates.length === 0 && path[0] !== '01') add(last, 'URL');
  return candidates;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
