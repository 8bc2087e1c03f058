/** What the code on a label says. Never a secret: there is no field that could hold one. */
export interface LabelPayload {
  groupId: string;
  deviceSn: string;
}

const prefix = 'LS:';

/**
 * The text inside a label's code: `LS:<groupId>/<deviceSn>`. Upper-case groups and SNs keep it within
 * QR's alphanumeric mode, which makes the code about a third smaller than bytes would.
 * `%`, `/`, spaces and everything that is not visible ASCII are written as `%XX` of their UTF-8:
 * readers trim edges and keyboards mangle the rest. Every pair has exactly one text.
 */
export function encodePayload({ groupId, deviceSn }: LabelPayload): string {
  return `${prefix}${escapePart(groupId)}/${escapePart(deviceSn)}`;
}

/**
 * Reads what `encodePayload` wrote and nothing else: any other text, also one that merely looks
 * similar (lower-case hex, a needless escape, an empty part), is `null`.
 */
export function decodePayload(text: string): LabelPayload | null {
  const parts = /^LS:([^/]+)\/([^/]+)$/.exec(text);
  if (!parts) return null;
  const groupId = unescapePart(parts[1] ?? '');
  const deviceSn = unescapePart(parts[2] ?? '');
  if (groupId === null || deviceSn === null) return null;
  const payload = { groupId, deviceSn };
  // One pair, one text: whatever the encoder would have written otherwise was not written by it.
  return encodePayload(payload) === text ? payload : null;
}

function escapePart(part: string): string {
  return part.replace(/[^!-$&-.0-~]/gu, (character) =>
    character.isWellFormed() ? encodeURIComponent(character) : escapeHalf(character),
  );
}

function unescapePart(part: string): string | null {
  const whole = part.split(/(%ED%[AB][0-9A-F]%[89AB][0-9A-F])/);
  try {
    return whole
      .map((piece, i) => (i % 2 ? unescapeHalf(piece) : decodeURIComponent(piece)))
      .join('');
  } catch {
    return null;
  }
}

// Half a surrogate pair is no character and has no UTF-8, yet two different strings must never
// share one code; it is written the way WTF-8 does.
function escapeHalf(half: string): string {
  const unit = half.charCodeAt(0);
  return [0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]
    .map((byte) => `%${byte.toString(16).toUpperCase()}`)
    .join('');
}

function unescapeHalf(escaped: string): string {
  const [, second = 0, third = 0] = escaped
    .slice(1)
    .split('%')
    .map((hex) => Number.parseInt(hex, 16));
  return String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
}
