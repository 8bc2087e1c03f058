import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** EnOS signatures, for the client and for the server that checks them. Times are epoch milliseconds. */

const hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** `encryption` of a token request: sha256(appKey + timestamp + appSecret), lower-case hex. */
export function tokenEncryption(appKey: string, timestamp: number, appSecret: string): string {
  return hex(`${appKey}${timestamp}${appSecret}`);
}

/**
 * `apim-signature`: query parameters sorted by ASCII order of their names, name and value joined with
 * nothing between, then the body exactly as sent; sha256(accessToken + that + timestamp + appSecret).
 */
export function apiSignature(request: {
  accessToken: string;
  query: Iterable<readonly [string, string]>;
  body: string;
  timestamp: number | string;
  appSecret: string;
}): string {
  const sorted = [...request.query].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const params = sorted.map(([name, value]) => name + value).join('');
  return hex(
    `${request.accessToken}${params}${request.body}${request.timestamp}${request.appSecret}`,
  );
}

/** `dpsSign` of the device APIs: sha256("sn" + sn + "timestamp" + timestamp + groupSecret). */
export function deviceSignature(sn: string, timestamp: number, groupSecret: string): string {
  return hex(`sn${sn}timestamp${timestamp}${groupSecret}`);
}

/**
 * Password of a device's MQTT login with its own secret (secure mode 2), sha256 over names and values in
 * the order of the names. The docs write it in capitals, one SDK in small letters: compare without case.
 */
export function mqttPassword(login: {
  clientId: string;
  deviceKey: string;
  productKey: string;
  timestamp: number | string;
  deviceSecret: string;
}): string {
  const { clientId, deviceKey, productKey, timestamp, deviceSecret } = login;
  return hex(
    `clientId${clientId}deviceKey${deviceKey}productKey${productKey}timestamp${timestamp}${deviceSecret}`,
  );
}
