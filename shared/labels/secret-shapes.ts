import type { Explanation } from '../../resources/languages/en.ts';
import { isMatterManualCode } from '../serial/formats/matter-manual.ts';
import { coverNamed } from '../serial/secret-names.ts';
import { isPrivateKey } from './payloads/dpp.ts';

/** Why a text looks like a secret. */
export interface SecretShape {
  explain: Explanation;
  name?: string;
  length?: number;
}

/**
 * A secret by what it looks like, whatever it is called; null for a text that looks like none. A net and no proof: a
 * password of five letters looks like any word. MAC addresses, EUIs, IMEIs, ICCIDs, UUIDs and EPCs have none of
 * these shapes.
 */
export function secretShape(text: string): SecretShape | null {
  if (/-----\s?BEGIN/i.test(text)) return { explain: 'secret-pem' };
  if (/(?:^|[^A-Za-z0-9])eyJ[\w-]{10}/.test(text) || tokenPrefix.test(text)) {
    return { explain: 'secret-token' };
  }
  if (/MT:[0-9A-Z.-]{15}/i.test(text)) return { explain: 'secret-matter' };
  if (isPairingCode(text)) return { explain: 'secret-passcode' };
  if (/WIFI:[^]*P:[^;]/i.test(text)) return { explain: 'secret-wifi' };
  if (/:\/\/[^/\s?#]{0,200}@/.test(text)) return { explain: 'secret-url' };
  const named = namedSecret(text);
  if (named !== null) return { explain: 'secret-name', name: named };
  return keyIn(text);
}

/** Tokens that their makers mark: GitHub, GitLab, Slack, AWS, Google, Stripe. */
const tokenPrefix =
  /(?:^|[^A-Za-z0-9])(?:gh[opsu]_\w{20}|github_pat_\w{20}|glpat-[\w-]{16}|xox[abprs]-[\w-]{10}|AKIA[0-9A-Z]{16}|AIza[\w-]{30}|[rs]k_live_\w{16})/;

/** Eleven plain digits are a serial number more often than not; in groups of 4, 3 and 4 they are a pairing code. */
const isPairingCode = (text: string): boolean =>
  (text.match(/(?<![\d-])(?:\d{4}-\d{3}-\d{4}(?:-\d{5}-\d{5})?|\d{21})(?![\d-])/g) ?? []).some(
    isMatterManualCode,
  );

/** `password: x7` in the text; a value without digits is rather a hint, such as "see card". */
function namedSecret(text: string): string | null {
  if (coverNamed(text) === text) return null;
  for (const [, name = '', value = ''] of text.matchAll(
    /([A-Za-z][\w ./-]{0,31})"?\s{0,4}[=:]\s{0,4}"?([^"&;,|\s}#]+)/g,
  )) {
    const whole = `${name}=${value}`;
    if (coverNamed(whole) !== whole && (/\d/.test(value) || value.length >= 8)) return name.trim();
  }
  return null;
}

/** Lengths of keys, in hexadecimal digits: 128, 192, 256, 384, 512 bits. */
const keyLengths = new Set([32, 48, 64, 96, 128]);
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

function keyIn(text: string): SecretShape | null {
  const rest = text.replace(uuid, ' ');
  for (const [run] of rest.matchAll(
    /(?:0x)?[0-9a-f]{2}(?:[\s:,-]{1,2}(?:0x)?[0-9a-f]{2}){15,}/gi,
  )) {
    return { explain: 'secret-hex', length: run.replace(/0x|[^0-9a-f]/gi, '').length };
  }
  for (const [token] of rest.matchAll(/[A-Za-z0-9+/_-]{20,}={0,2}/g)) {
    if (/^(?:0x)?[0-9a-f]+$/i.test(token)) {
      const length = token.replace(/^0x/i, '').length;
      if (keyLengths.has(length) && /[a-f]/i.test(token)) return { explain: 'secret-hex', length };
      continue;
    }
    if (isPrivateKey(token)) return { explain: 'secret-dpp' };
    if (looksRandom(token)) return { explain: 'secret-random', length: token.length };
  }
  return null;
}

/** Small letters, capitals and digits thrown together: names change between them a few times at most. */
function looksRandom(token: string): boolean {
  const mixed = /[a-z]/.test(token) && /[A-Z]/.test(token);
  if (/^[A-Za-z0-9+/]{22,}={1,2}$/.test(token) && token.length % 4 === 0) return mixed;
  const digitRuns = token.match(/\d+/g)?.length ?? 0;
  const caseChanges = token.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return mixed && digitRuns >= 3 && caseChanges >= 3;
}
