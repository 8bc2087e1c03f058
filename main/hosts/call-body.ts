import type { IncomingMessage } from 'node:http';
import { contract, isCallName, maxInputLength } from '../../shared/contract.ts';
import { type Problem, problem } from '../../shared/problems.ts';

export type CallBody = { input: unknown } | { status: 400 | 413 | 415; problem: Problem };

/** A character of JSON text takes three bytes at most (four for a pair of them). */
const bytesPerCharacter = 3;

/** Characters of JSON text that a call takes; dispatch counts them again, exactly. */
function largestInput(name: string): number {
  if (!isCallName(name)) return maxInputLength;
  const row = contract[name];
  return 'maxInput' in row ? row.maxInput : maxInputLength;
}

/** Reads a call's input, counting while it comes: what is too large is never held in memory. */
export async function readCallBody(request: IncomingMessage, name: string): Promise<CallBody> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return badInput(415, 'the content type must be application/json');
  }
  const max = largestInput(name);
  const tooLarge: CallBody = { status: 413, problem: problem('input-too-large', { max }) };
  const limit = max * bytesPerCharacter;
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // Left early, a plain loop would destroy the socket, and the refusal with it.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > limit) return tooLarge;
      chunks.push(chunk as Buffer);
    }
  } catch {
    return badInput(400, 'the request broke off');
  }
  return parse(Buffer.concat(chunks));
}

const badInput = (status: 400 | 415, detail: string): CallBody => ({
  status,
  problem: problem('bad-input', { detail }),
});

function parse(bytes: Buffer): CallBody {
  try {
    return parseText(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return badInput(400, 'it is not UTF-8');
  }
}

function parseText(text: string): CallBody {
  try {
    return { input: JSON.parse(text) as unknown };
  } catch {
    return badInput(400, 'it is not JSON');
  }
}

/** The same for a text that a window sent: what no socket could carry comes through no other door. */
export function readCallText(text: unknown, name: string): CallBody {
  if (typeof text !== 'string') return badInput(415, 'it must be JSON text');
  const max = largestInput(name);
  if (text.length > max) return { status: 413, problem: problem('input-too-large', { max }) };
  return parseText(text);
}
