import type { RevokedKeys } from '../devices/revoked.ts';
import { decode, kinds, subackRefused } from './packets.ts';

/** Where the topics of a device begin (EnOS docs, "MQTT login"). Keys are letters and digits. */
const roots = ({ productKey, deviceKey }: RevokedKeys) => [
  `/sys/${productKey}/${deviceKey}/`,
  `/ext/session/${productKey}/${deviceKey}/`,
];

/**
 * Whether a topic, or all that a filter can match, is the device's own. The keys stand before any
 * wildcard, so that nothing after them leads out.
 */
export const mayUse = (keys: RevokedKeys, topic: string): boolean =>
  roots(keys).some((root) => topic.startsWith(root));

/** What becomes of a packet: passed on, answered here, or the end of the connection. */
export type Verdict = { pass: true } | { answer: Buffer } | { end: string };

const pass: Verdict = { pass: true };
const harmless: readonly number[] = [
  kinds.puback,
  kinds.pubrec,
  kinds.pubrel,
  kinds.pubcomp,
  kinds.unsubscribe,
  kinds.pingreq,
  kinds.disconnect,
];

/**
 * Judges a packet of a device that is in. Publishing where it may not ends the connection, since MQTT
 * 3.1.1 has no word for "refused" there and a false "taken" would lose data (§3.3.5). A SUBSCRIBE has
 * one, and is refused as a whole.
 */
export function judge(keys: RevokedKeys, bytes: Buffer): Verdict {
  const kind = (bytes[0] ?? 0) >> 4;
  if (harmless.includes(kind)) return pass;
  if (kind === kinds.publish) {
    const packet = decode(bytes);
    if (packet?.cmd !== 'publish') return { end: 'malformed PUBLISH' };
    return mayUse(keys, packet.topic) ? pass : { end: 'published on a topic of somebody else' };
  }
  if (kind === kinds.subscribe) {
    const packet = decode(bytes);
    if (packet?.cmd !== 'subscribe' || packet.messageId === undefined) {
      return { end: 'malformed SUBSCRIBE' };
    }
    const { messageId, subscriptions } = packet;
    if (subscriptions.every(({ topic }) => mayUse(keys, topic))) return pass;
    return { answer: subackRefused(messageId, subscriptions.length) };
  }
  return { end: 'a packet that no device sends' };
}
