/** What stands where a secret stood. */
export const covered = '[redacted]';

/** Shorter texts are known to nobody: a PIN of four digits would be found in half of all numbers. */
const shortestKnown = 6;
/** Known secrets, at most; the oldest is forgotten first. */
const mostKnown = 2000;
const longestText = 4000;
const deepest = 8;
const mostItems = 100;

/**
 * Takes secrets out of what is written down: what stands under a secret's name, what looks like one, and every secret that
 * this process has had in hand, in whichever clothes (base64, hex, in an address, in JSON).
 */
export interface Redactor {
  /** From here on this text is taken out wherever it stands. */
  know(secret: string): void;
  text(text: string): string;
  /** The same for a value of any form, errors too; what is left can be made JSON. */
  value(value: unknown): unknown;
}

export function createRedactor(): Redactor {
  const known = new Map<string, readonly string[]>();

  function text(given: string): string {
    let clean = given;
    for (const forms of known.values()) {
      for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, covered);
    }
    return looksSecret.reduce((line, [pattern, put]) => line.replace(pattern, put), clean);
  }

  function value(given: unknown, depth = 0, seen: readonly object[] = []): unknown {
    if (typeof given === 'string') {
      const short = given.length > longestText ? `${given.slice(0, longestText)}…` : given;
      return text(short);
    }
    if (given === null || typeof given !== 'object') {
      return typeof given === 'bigint' || typeof given === 'symbol' ? String(given) : given;
    }
    if (depth >= deepest || seen.includes(given)) return '…';
    const within = [...seen, given];
    if (given instanceof Error) return error(given, depth, within);
    if (ArrayBuffer.isView(given)) return `${given.byteLength} bytes`;
    if (Array.isArray(given)) {
      return given.slice(0, mostItems).map((each) => value(each, depth + 1, within));
    }
    return Object.fromEntries(
      Object.entries(given)
        .slice(0, mostItems)
        .map(([name, each]) => [
          text(name),
          isSecretName(name) && each !== null && typeof each !== 'boolean'
            ? covered
            : value(each, depth + 1, within),
        ]),
    );
  }

  function error(given: Error, depth: number, within: readonly object[]): unknown {
    const { name, message, stack = '', cause } = given;
    const told = { name, message: value(message), stack: value(stack) };
    return cause === undefined ? told : { ...told, cause: value(cause, depth + 1, within) };
  }

  return {
    know(secret) {
      if (secret.length < shortestKnown) return;
      known.delete(secret);
      known.set(secret, clothes(secret));
      const [oldest] = known.keys();
      if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    },
    text,
    value: (given) => value(given),
  };
}

/** How a secret may stand in a text; the longest first, so that no rest of one is left. */
function clothes(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

const secretWords = new Set([
  'key',
  'keys',
  'pin',
  'pins',
  'sign',
  'salt',
  'auth',
  'pwd',
  'jwt',
  'otp',
]);
const secretParts =
  /secret|token|passw|passphrase|authori[sz]ation|credential|cookie|signature|api-?key|app-?key|access-?key/i;

/** Names under which secrets stand, however they are spelled: `appSecret`, `X-Auth-Token`, `api_key`, `PIN`. */
export function isSecretName(name: string): boolean {
  if (secretParts.test(name)) return true;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/);
  return words.some((word) => secretWords.has(word.toLowerCase()));
}

const named =
  '[\\w.-]{0,40}(?:secret|token|passw(?:or)?d|passphrase|authori[sz]ation|credential|cookie|signature|api-?key|app-?key|access-?key|pin)';

/** What looks like a secret in a line of text. */
const looksSecret: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, covered],
  [/\b(Bearer|Basic|Digest)\s+[\w.~+/=-]{6,}/gi, `$1 ${covered}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, covered],
  // A password in an address.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s@]+@/gi, `$1${covered}@`],
  [/\bLINESIDE-(?:BADGE|COMMAND-KEY)-[A-Z0-9]+/gi, covered],
  // "name":"value" also inside of JSON inside of JSON.
  [new RegExp(`(\\\\*"${named}\\\\*"\\s*:\\s*\\\\*")(?:[^"\\\\]|\\\\[^"])*`, 'gi'), `$1${covered}`],
  [/([?&](?:sign|sig|key|auth|code)=)[^&\s"']+/gi, `$1${covered}`],
  // token abc123…, in a sentence
  [/\b(token|secret|password|passphrase|key)\s+(?=\S*\d)[\w.~+/=-]{12,}/gi, `$1 ${covered}`],
  // ?name=value, name=value, name: value
  [new RegExp(`(\\b${named}\\s*[=:]\\s*)(?!\\[redacted\\])[^\\s&"',;}\\]]+`, 'gi'), `$1${covered}`],
];
