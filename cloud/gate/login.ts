import { timingSafeEqual } from 'node:crypto';
import type mqtt from 'mqtt-packet';
import { mqttPassword } from '../../shared/signing/enos.ts';
import type { RevokedKeys } from '../devices/revoked.ts';
import { connack, connackOfMqtt5, decode, returnCodes } from './packets.ts';
import { mayUse } from './topics.ts';

/** A CONNECT that is in order; whether its password is right is not known yet. */
export interface Login {
  keys: RevokedKeys;
  /** As the device calls itself, without the parameters behind it. */
  clientId: string;
  timestamp: string;
  password: string;
  packet: mqtt.IConnectPacket;
}

/** What the device is told, null where it would not understand a word, and why, for the log. */
export interface Refusal {
  answer: Buffer | null;
  why: string;
}

export const refusal = (code: keyof typeof returnCodes, why: string): Refusal => ({
  answer: connack(returnCodes[code]),
  why,
});

/** `{clientId}|name=value,..|` and `{deviceKey}&{productKey}` (EnOS docs, "MQTT login"). */
const clientIdForm = /^([^|\p{Cc}]{1,64})\|([^|]{1,256})\|$/u;
const userForm = /^(\w{1,64})&(\w{1,64})$/;

/** Reads the CONNECT of a device. @param bytes one whole packet that begins as a CONNECT. */
export function readConnect(bytes: Buffer): Login | Refusal {
  const level = protocolLevel(bytes);
  if (level === null) return { answer: null, why: 'not MQTT' };
  if (level === 5) return { answer: connackOfMqtt5, why: 'MQTT 5' };
  if (level !== 4) return refusal('protocolVersion', 'not MQTT 3.1.1');
  const packet = decode(bytes);
  if (packet?.cmd !== 'connect') return { answer: null, why: 'not MQTT' };
  const [, clientId, parameters] = clientIdForm.exec(packet.clientId) ?? [];
  if (clientId === undefined || parameters === undefined) {
    return refusal('identifierRejected', 'client ID without parameters');
  }
  const said = readParameters(parameters);
  const timestamp = said?.get('timestamp') ?? '';
  if (!said || !/^\d{1,16}$/.test(timestamp)) {
    return refusal('identifierRejected', 'parameters of the client ID');
  }
  if (said.get('securemode') !== '2' || said.get('signmethod') !== 'sha256') {
    return refusal('notAuthorized', 'not secure mode 2 with sha256');
  }
  const [, deviceKey, productKey] = userForm.exec(packet.username ?? '') ?? [];
  if (deviceKey === undefined || productKey === undefined) {
    return refusal('badUserOrPassword', 'user is not a device');
  }
  const keys = { productKey, deviceKey };
  if (packet.will && !mayUse(keys, packet.will.topic)) {
    return refusal('notAuthorized', 'will for a topic of somebody else');
  }
  const password = (packet.password ?? Buffer.alloc(0)).toString('latin1');
  return { keys, clientId, timestamp, password, packet };
}

/** 4 is MQTT 3.1.1; null when it is no MQTT at all. Read by hand: the library knows 3, 4 and 5 only. */
function protocolLevel(bytes: Buffer): number | null {
  let at = 1;
  while ((bytes[at] ?? 0) >= 0x80) at++;
  at++;
  for (const name of ['MQTT', 'MQIsdp']) {
    const head = Buffer.from(`\0${String.fromCharCode(name.length)}${name}`, 'latin1');
    if (bytes.subarray(at, at + head.length).equals(head)) return bytes[at + head.length] ?? null;
  }
  return null;
}

/** Null when one is said twice: which of them was signed? */
function readParameters(text: string): Map<string, string> | null {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? ([pair, ''] as const) : ([pair.slice(0, at), pair.slice(at + 1)] as const);
  });
  const said = new Map(pairs);
  return said.size === pairs.length ? said : null;
}

/**
 * Whether the password was made with the secret of the device. It is compared without case (the
 * documents write capitals, one SDK small letters) and in the same time wherever it differs.
 * @param deviceSecret null for a device that is nobody: as much work, and always false.
 */
export function isPassword(login: Login, deviceSecret: string | null): boolean {
  const { keys, clientId, timestamp, password } = login;
  const right = mqttPassword({
    ...keys,
    clientId,
    timestamp,
    deviceSecret: deviceSecret ?? 'nobody has this one',
  });
  const given = Buffer.from(password.toLowerCase(), 'latin1');
  const wanted = Buffer.from(right, 'latin1');
  return given.length === wanted.length && timingSafeEqual(given, wanted) && deviceSecret !== null;
}
