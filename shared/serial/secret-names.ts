import { covered } from './reading.ts';

/** Names, without blanks and case, under which suppliers put what lets its reader into a device. */
const endings =
  /(?:password|passwd|passcode|passphrase|secret|token|appkey|appskey|nwkkey|nwkskey|networkkey|joinkey|linkkey|masterkey|privatekey|secretkey|apikey|accesskey|setupcode|sessionkey|encryptionkey|rootkey|groupkey|fleetkey|signingkey|aeskey|hmackey|credentials?|pairingcode|installcode|claimcode|claimingcode|pincode)$/;
const whole = new Set([
  'pin',
  'puk',
  'psk',
  'pwd',
  'pw',
  'pass',
  'pop',
  'jwt',
  'spake2p',
  'verifier',
]);
const chinese = /密钥|秘钥|私钥|密码|口令|令牌|配对码|凭证/;

/** True for a name whose value is never kept, shown or made master data. */
export function isSecretName(name: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const last = /[^\s?&]*$/.exec(name.trimEnd())?.[0] ?? '';
  return (
    chinese.test(name) ||
    endings.test(plain(name)) ||
    whole.has(plain(last)) ||
    whole.has(plain(name))
  );
}

/** A name and `=` or `:`, in JSON, in a link or plain; bounded, so that no text takes long. */
const named = /([A-Za-z][\w ./-]{0,31})"?\s{0,4}[=:]\s{0,4}/g;
const value = /"(?:[^"\\]|\\.)*"?|'[^']*'?|[^"&;,|\s}#]+/y;

/** Covers the values of secret names wherever they stand, in torn texts as well. */
export function coverNamed(text: string): string {
  let kept = '';
  let from = 0;
  for (const found of text.matchAll(named)) {
    const at = found.index + found[0].length;
    if (found.index < from || !isSecretName(found[1] as string)) continue;
    value.lastIndex = at;
    if (!value.test(text)) continue;
    kept += text.slice(from, at) + (text[at] === '"' ? `"${covered}"` : covered);
    from = value.lastIndex;
  }
  return kept + text.slice(from);
}
