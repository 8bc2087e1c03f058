import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type Socket, connect as tcpConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import mqtt from 'mqtt-packet';
import { until } from './wait.ts';

/** A device on MQTT 3.1.1, written from the EnOS documentation ("MQTT login"). */

export interface Triple {
  pk: string;
  dk: string;
  ds: string;
}

/** Client ID, user and password of a login; `change` makes a wrong one. */
export function loginOf({ pk, dk, ds }: Triple, clientId = dk, timestamp = Date.now()) {
  const signed = `clientId${clientId}deviceKey${dk}productKey${pk}timestamp${timestamp}${ds}`;
  return {
    clientId: `${clientId}|securemode=2,signmethod=sha256,timestamp=${timestamp}|`,
    username: `${dk}&${pk}`,
    password: createHash('sha256').update(signed).digest('hex'),
  };
}

export type MqttLogin = Omit<Partial<mqtt.IConnectPacket>, 'password'> & {
  clientId: string;
  /** '' = none. */
  password: string;
};

export class MqttDevice implements AsyncDisposable {
  readonly socket: Socket;
  readonly packets: mqtt.Packet[] = [];
  /** All bytes that came. */
  bytes = Buffer.alloc(0);
  closed = false;
  #lastId = 0;

  /** @param url tcp://host:port or ssl://host:port @param ca trusted besides the usual ones. */
  constructor(url: string, ca?: string) {
    const { protocol, hostname: host, port } = new URL(url);
    const at = { host, port: Number(port) };
    this.socket =
      protocol === 'ssl:' ? tlsConnect({ ...at, ...(ca ? { ca } : {}) }) : tcpConnect(at);
    const parser = mqtt.parser({ protocolVersion: 4 });
    parser.on('packet', (packet) => this.packets.push(packet));
    parser.on('error', () => {});
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.closed = true;
    });
    this.socket.on('data', (bytes: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, bytes]);
      parser.parse(bytes);
    });
  }

  send(packet: mqtt.Packet | Buffer): void {
    this.socket.write(Buffer.isBuffer(packet) ? packet : mqtt.generate(packet));
  }

  /** @returns the return code of the CONNACK, or `closed`. */
  async logIn(login: MqttLogin): Promise<number | 'closed'> {
    const { password, ...rest } = login;
    this.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      keepalive: 60,
      ...rest,
      ...(password === '' ? {} : { password: Buffer.from(password) }),
    } as mqtt.IConnectPacket);
    const found = await until('a CONNACK', () => this.#find('connack') ?? this.closed);
    return typeof found === 'object' ? (found.returnCode ?? -1) : 'closed';
  }

  /** @returns what was granted for each filter, 128 = refused. */
  async subscribe(...topics: string[]): Promise<number[]> {
    const messageId = ++this.#lastId;
    const subscriptions = topics.map((topic) => ({ topic, qos: 1 as const }));
    this.send({ cmd: 'subscribe', messageId, subscriptions });
    const ack = await until('a SUBACK', () => this.#find('suback', messageId));
    return ack.granted as number[];
  }

  /** With QoS 1. @returns whether it was acknowledged before the connection ended. */
  async publish(topic: string, payload: string | Buffer): Promise<boolean> {
    const messageId = ++this.#lastId;
    this.send({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false, messageId });
    const ack = await until('a PUBACK', () => this.#find('puback', messageId) ?? this.closed);
    return ack !== true;
  }

  /** The first message on this topic. */
  async message(topic: string): Promise<string> {
    const found = await until(`a message on ${topic}`, () =>
      this.packets.find((packet) => packet.cmd === 'publish' && packet.topic === topic),
    );
    return String((found as mqtt.IPublishPacket).payload);
  }

  async ended(): Promise<void> {
    await until('the connection to be ended', () => this.closed);
  }

  #find<T extends mqtt.PacketCmd>(cmd: T, messageId?: number) {
    return this.packets.find(
      (packet): packet is Extract<mqtt.Packet, { cmd: T }> =>
        packet.cmd === cmd && (messageId === undefined || packet.messageId === messageId),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.closed) return;
    const closed = once(this.socket, 'close');
    this.socket.destroy();
    await closed;
  }
}
