import { isIP, type Socket, connect as tcpConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import mqtt from 'mqtt-packet';
import type { GatewayAddress } from '../../shared/gateway-address.ts';
import { firstPacket } from './framer.ts';
import type { Login } from './login.ts';
import { connackByte } from './packets.ts';

/** Where the broker is, and as whom the gate comes: a user that the broker lets in, and no other. */
export interface Broker {
  address: GatewayAddress;
  user: string | undefined;
  password: string | undefined;
}

/** A CONNACK is four bytes long. */
const connackLimit = 64;

/**
 * Logs a device in at the broker, on a connection of its own.
 * @returns the line and the broker's CONNACK, or why there is none.
 */
export async function dial(
  broker: Broker,
  login: Login,
): Promise<{ line: Socket; connack: Buffer } | { why: string }> {
  const { host, port, tls } = broker.address;
  const line = tls
    ? tlsConnect({ host, port, ...(isIP(host) ? {} : { servername: host }) })
    : tcpConnect({ host, port });
  let why = 'the broker closed the line';
  line.on('error', (error: NodeJS.ErrnoException) => {
    why = `the broker: ${error.code ?? error.message}`;
  });
  line.setNoDelay(true).setKeepAlive(true, 60_000);
  line.setTimeout(5000, () => line.destroy(new Error('no answer in time')));
  line.write(connectFor(broker, login));
  const connack = await firstPacket(line, connackByte, connackLimit);
  line.setTimeout(0);
  if (connack?.[3] === 0) return { line, connack };
  line.destroy();
  return { why: connack ? `the broker refused the gate with ${connack[3]}` : why };
}

/**
 * The CONNECT of the device in the name of the gate. The client ID begins with its keys, so that no
 * device takes over the session of another, nor a device that was reprovisioned its own former one.
 */
function connectFor({ user, password }: Broker, { keys, clientId, packet }: Login): Buffer {
  const { clean, keepalive, will } = packet;
  return mqtt.generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: clean ?? true,
    keepalive: keepalive ?? 0,
    clientId: `${keys.productKey}/${keys.deviceKey}/${clientId}`,
    ...(will === undefined ? {} : { will }),
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password: Buffer.from(password) }),
  });
}
