import { createHash } from 'node:crypto';

/**
 * EnOS's signatures, written a second time from the documentation and on purpose not shared with
 * `shared/signing`: a mistake in one must not be able to hide in the other.
 */

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const tokenEncryption = (appKey: string, timestamp: string, appSecret: string): string =>
  sha256(appKey + timestamp + appSecret);

/** `body` is the text exactly as sent; a request without one passes the empty string. */
export function apimSignature(given: {
  accessToken: string;
  query: Iterable<[string, string]>;
  body: string;
  timestamp: string;
  appSecret: string;
}): string {
  const params = [...given.query].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const paramsData = params.map(([name, value]) => name + value).join('') + given.body;
  return sha256(given.accessToken + paramsData + given.timestamp + given.appSecret);
}

/** What a device shows to `/dev/bootstrap` and `/dev/get/conn`. */
export const deviceSign = (sn: string, timestamp: number, groupSecret: string): string =>
  sha256(`sn${sn}timestamp${timestamp}${groupSecret}`);
