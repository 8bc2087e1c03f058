import { isIP, type Socket, connect as tcpConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import mqtt from 'mqtt-packet';
import { gatewayAddress } from '../../shared/gateway-address.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { mqttPassword } from '../../shared/signing/enos.ts';
import type { DeviceCredentials } from './device-service.ts';

/** For the whole login, in milliseconds. */
const patience = 10_000;

/** Return codes of a CONNACK (MQTT 3.1.1 §3.2.2.3). */
const reasons = [
  'accepted',
  'unacceptable protocol version',
  'identifier rejected',
  'server unavailable',
  'bad user name or password',
  'not authorized',
];

type Keys = Pick<DeviceCredentials, 'mqttUrl' | 'productKey' | 'deviceKey' | 'deviceSecret'>;

/**
 * Logs in at the gateway as the device would (MQTT 3.1.1), and out again. `gateway-refused` when it
 * says no, `gateway-unreachable` when nobody who speaks MQTT answers in time. Certificates are verified.
 */
export async function logIn(
  keys: Keys,
  now: () => number,
  patienceMs = patience,
): Promise<Result<{ sessionPresent: boolean }>> {
  const url = keys.mqttUrl.slice(0, 200);
  const unreachable = (detail: string) => fail('gateway-unreachable', { url, detail });
  const address = gatewayAddress(keys.mqttUrl);
  if (!address) return unreachable('it is not an address for MQTT');
  const { host, port, tls } = address;
  const socket = tls
    ? tlsConnect({ host, port, ...(isIP(host) ? {} : { servername: host }) })
    : tcpConnect({ host, port });
  const timer = setTimeout(
    () => socket.destroy(new Error(`no answer in ${patienceMs / 1000} s`)),
    patienceMs,
  );
  try {
    socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(connectPacket(keys, now())));
    const answer = await firstPacket(socket);
    if (answer.cmd !== 'connack') return unreachable('it does not speak MQTT');
    const code = answer.returnCode ?? -1;
    if (code === 0) {
      socket.write(mqtt.generate({ cmd: 'disconnect' }));
      return ok({ sessionPresent: answer.sessionPresent });
    }
    return fail('gateway-refused', { detail: `${reasons[code] ?? 'unknown'}, code ${code}` });
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return unreachable(code ?? message);
  } finally {
    clearTimeout(timer);
    socket.end();
    setTimeout(() => socket.destroy(), 100).unref();
  }
}

/** EnOS docs, "MQTT login": secure mode 2 is the device's own secret. */
function connectPacket({ productKey, deviceKey, deviceSecret }: Keys, timestamp: number): Buffer {
  const password = mqttPassword({
    clientId: deviceKey,
    deviceKey,
    productKey,
    timestamp,
    deviceSecret,
  });
  return mqtt.generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: true,
    keepalive: 60,
    clientId: `${deviceKey}|securemode=2,signmethod=sha256,timestamp=${timestamp}|`,
    username: `${deviceKey}&${productKey}`,
    // The docs write it in capitals.
    password: Buffer.from(password.toUpperCase()),
  });
}

/** @throws an error with what went wrong, when none comes. */
function firstPacket(socket: Socket): Promise<mqtt.Packet> {
  return new Promise((resolve, reject) => {
    const parser = mqtt.parser({ protocolVersion: 4 });
    parser.on('packet', resolve);
    parser.on('error', () => reject(new Error('it does not speak MQTT')));
    socket.on('data', (bytes) => parser.parse(bytes));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('it closed the connection without an answer')));
  });
}
