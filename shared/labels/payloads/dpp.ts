import { fail, ok } from '../../problems.ts';
import { namedSn, pairsIn } from '../../serial/formats/key-value.ts';
import { fillAll, type PayloadKind, unfit } from './kind.ts';

/**
 * A Wi-Fi Easy Connect bootstrapping URI (Easy Connect Specification §5.2.1): `DPP:`, then channel list (C), MAC (M),
 * information (I) where they are given, and the public key (K): Base-64 of its SubjectPublicKeyInfo (RFC 5480).
 * An SN is found in it where the information says `SN=…`.
 */
export const dpp: PayloadKind<'dpp'> = {
  encode({ key, mac, channel, info }, _record, fill) {
    const filled = fillAll({ key, mac, channel, info }, fill);
    if (!filled.ok) return filled;
    const parts = filled.value;
    const hex = parts.mac.replace(/[\s:.-]/g, '').toUpperCase();
    if (isPrivateKey(parts.key))
      return fail('label-secret', { element: 'DPP', explain: 'secret-dpp' });
    if (!isPublicKey(parts.key)) return unfit('K', parts.key, 'payload-dpp-key');
    if (!/^(?:[0-9A-F]{12})?$/.test(hex)) return unfit('M', parts.mac, 'payload-mac');
    if (!channels.test(parts.channel)) return unfit('C', parts.channel, 'payload-dpp-channel');
    if (!/^[ -:<-~]*$/.test(parts.info)) return unfit('I', parts.info, 'payload-dpp-info');
    const fields = [
      ['C', parts.channel],
      ['M', hex],
      ['I', parts.info],
      ['K', parts.key],
    ].filter(([, value]) => value !== '');
    return ok(`DPP:${fields.map((field) => `${field.join(':')};`).join('')};`);
  },
  decode(text) {
    const found = /^DPP:(?:C:([^;]+);)?(?:M:([0-9A-F]{12});)?(?:I:([ -:<-~]+);)?K:([^;]+);;$/.exec(
      text,
    );
    if (!found) return null;
    const [, channel = '', mac, info, key = ''] = found;
    if (!channels.test(channel) || !isPublicKey(key)) return null;
    const deviceSn = namedSn(pairsIn(info ?? ''));
    return {
      ...(deviceSn ? { deviceSn } : {}),
      fields: {
        ...(channel === '' ? {} : { Channels: channel }),
        ...(mac === undefined ? {} : { MAC: mac }),
        ...(info === undefined ? {} : { Information: info }),
        PublicKey: key,
      },
    };
  },
};

/** Operating class and channel, `81/1,115/36`. */
const channels = /^(?:\d{1,3}\/\d{1,3}(?:,\d{1,3}\/\d{1,3})*)?$/;

/** Base-64 with its padding: DER is read from its first bytes. */
const base64 = /^(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?$/;

/** A SEQUENCE that holds a SEQUENCE that starts with the identifier of elliptic-curve public keys. */
export function isPublicKey(key: string): boolean {
  return key.length >= 40 && base64.test(key) && /^30..30..06072a8648ce3d0201/.test(hexOf(key));
}

/** A SEQUENCE that starts with the version of a private key: RFC 5915, or PKCS #8 (RFC 5958). */
export function isPrivateKey(key: string): boolean {
  return key.length >= 40 && /^30(?:..|81..|82....)0201(?:00|01)(?:04|30|02)/.test(hexOf(key));
}

/** The first 32 bytes, as hex. */
function hexOf(key: string): string {
  let hex = '';
  let bits = '';
  for (const character of key.slice(0, 44)) {
    bits += Math.max(0, alphabet.indexOf(character)).toString(2).padStart(6, '0');
  }
  for (let at = 0; at + 8 <= bits.length; at += 8) {
    hex += Number.parseInt(bits.slice(at, at + 8), 2)
      .toString(16)
      .padStart(2, '0');
  }
  return hex;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
