import { decodePayload } from '../labels/payload.ts';
import { aimSaysGs1, splitAim } from './aim.ts';
import { isGtin14, parseGs1 } from './gs1.ts';
import { fromJson, looksLikeJson } from './json.ts';
import { fromLink, looksLikeLink } from './link.ts';
import { trimEdges } from './names.ts';

/** One way of reading an SN out of a text. */
export interface Candidate {
  deviceSn: string;
  /** The registration group that the code itself names (our own labels do). */
  groupId?: string;
}

export interface Found {
  aim?: string;
  /** What the text was taken for, in words for a sentence. */
  format: string;
  /** Likeliest first; empty: the structure is clear and holds no SN. */
  candidates: Candidate[];
}

/**
 * All the ways in which an SN can be read out of `text`. A text that shows a structure is read by that
 * structure or not at all: what a torn link or half a JSON leaves over is never taken for a bare SN.
 */
export function findSn(text: string): Found {
  const { aim, data } = splitAim(trimEdges(text));
  const trimmed = trimEnds(data);
  const found = (format: string, candidate: Candidate | null): Found => ({
    ...(aim ? { aim } : {}),
    format,
    candidates: candidate ? [candidate] : [],
  });
  if (/^LS:/i.test(trimmed)) return found('Lineside', decodePayload(trimmed));
  if (looksLikeJson(trimmed)) return found('JSON', fromJson(trimmed));
  if (looksLikeLink(trimmed)) return found('URL', bare(fromLink(trimmed)));
  const elements = parseGs1(trimmed);
  const bracketed = /^\(\d{2,4}\)/.test(trimmed);
  const promised = aimSaysGs1(aim) && /^\d\d/.test(trimmed);
  if (bracketed || promised || (elements && trimmed.includes('\u001d'))) {
    return found('GS1', bare(elements && serialOf(elements)));
  }
  const unmarked = elements && isGtin14(elements.get('01')) ? bare(serialOf(elements)) : null;
  const whole = found('text', { deviceSn: trimmed });
  return unmarked ? { ...whole, candidates: [...whole.candidates, unmarked] } : whole;
}

const bare = (deviceSn: string | null): Candidate | null => (deviceSn ? { deviceSn } : null);

/** AI 21, or the serial of a cellular device (AI 8002). */
const serialOf = (elements: Map<string, string>): string | null =>
  elements.get('21') ?? elements.get('8002') ?? null;

/** A separator at the end ends the data, it is none of it (GS, RS, EOT); one in front is FNC1. */
const trimEnds = (data: string): string =>
  trimEdges(trimEdges(data).replace(/[\u001d\u001e\u0004\0]{1,8}$/, ''));
