import mqtt from 'mqtt-packet';

/** First bytes of packets that have no flags (MQTT 3.1.1 §2.2). */
export const connectByte = 0x10;
export const connackByte = 0x20;

/** Kinds of packets, the upper half of their first byte. */
export const kinds = {
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  unsubscribe: 10,
  pingreq: 12,
  disconnect: 14,
} as const;

/** Return codes of a CONNACK (MQTT 3.1.1 §3.2.2.3). */
export const returnCodes = {
  accepted: 0,
  protocolVersion: 1,
  identifierRejected: 2,
  unavailable: 3,
  badUserOrPassword: 4,
  notAuthorized: 5,
} as const;

export const connack = (returnCode: number): Buffer => Buffer.from([connackByte, 2, 0, returnCode]);

/** "Unsupported Protocol Version" in the form that a client of MQTT 5 reads (MQTT 5 §3.2). */
export const connackOfMqtt5 = Buffer.from([connackByte, 3, 0, 0x84, 0]);

/** Refuses every filter of a SUBSCRIBE (MQTT 3.1.1 §3.9.3). */
export const subackRefused = (messageId: number, filters: number): Buffer =>
  mqtt.generate({ cmd: 'suback', messageId, granted: Array<128>(filters).fill(128) });

/** The one packet that these bytes are; null when they are none of MQTT 3.1.1. */
export function decode(bytes: Buffer): mqtt.Packet | null {
  let found: mqtt.Packet | null = null;
  let sound = true;
  const parser = mqtt.parser({ protocolVersion: 4 });
  parser.on('packet', (packet) => {
    found = packet;
  });
  parser.on('error', () => {
    sound = false;
  });
  try {
    parser.parse(bytes);
  } catch {
    // What the library did not foresee is no packet either.
    return null;
  }
  return sound ? found : null;
}
