import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Json } from './json.ts';

/**
 * Stand-ins for the two doors of a device, written from the EnOS documentation ("About Device APIs",
 * "Bootstrap Device", "Get Device Connection Info", "MQTT login") and MQTT 3.1.1.
 */

export interface ServiceDevice {
  deviceSn: string;
  /** The cloud's own number. */
  sn: string;
  /** Not allocated where it is missing. */
  keys?: { pk: string; dk: string; ds: string };
}

export interface DeviceService extends AsyncDisposable {
  url: string;
  readonly requests: { path: string; body: Json }[];
  /** Answers in the place of the service, once it is set. */
  answer: ((path: string) => { status: number; text: string } | undefined) | null;
}

export async function startDeviceService(about: {
  groupId: string;
  groupSecret: string;
  devices: readonly ServiceDevice[];
  murl?: string;
  hurl?: string;
}): Promise<DeviceService> {
  const requests: DeviceService['requests'] = [];
  const signed = (sn: string, timestamp: unknown) =>
    createHash('sha256').update(`sn${sn}timestamp${timestamp}${about.groupSecret}`).digest('hex');
  const refused = (code: number, msg: string) => ({ status: 200, body: { code, msg } });
  const credentials = (device: ServiceDevice) =>
    device.keys
      ? { status: 200, body: { murl: about.murl, hurl: about.hurl, ...device.keys } }
      : refused(10000, `[${device.deviceSn}] not allocated`);

  const answers: Record<string, (body: Json) => { status: number; body: object }> = {
    '/dev/bootstrap': (body) => {
      const { deviceSn, groupId, dpsSignMethod, dpsSignTimestamp, dpsSign } = body;
      if (dpsSignMethod !== 'sha256') return refused(99400, 'Invalid Argument dpsSignMethod');
      if (typeof body.deviceName?.defaultValue !== 'string') return refused(99400, 'deviceName');
      if (!/^[+-]\d\d:\d\d$/.test(body.timezone)) return refused(99400, 'timezone');
      if (Math.abs(Date.now() - dpsSignTimestamp) > 60_000) return refused(35601, 'timestamp');
      if (groupId !== about.groupId || dpsSign !== signed(deviceSn, dpsSignTimestamp)) {
        return refused(35601, `Verify sign not pass: ${dpsSign}`);
      }
      const device = about.devices.find((one) => one.deviceSn === deviceSn);
      return device ? credentials(device) : refused(10000, `[${deviceSn}] not allocated`);
    },
    '/dev/get/conn': (body) => {
      const { sn, timestamp, sign } = body.self;
      const device = about.devices.find((one) => one.sn === sn);
      if (!device) return refused(35404, 'sn not found');
      return sign === signed(sn, timestamp)
        ? credentials(device)
        : refused(35601, 'Verify sign not pass');
    },
  };

  const service: Pick<DeviceService, 'answer'> = { answer: null };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      requests.push({ path, body });
      const other = service.answer?.(path);
      const made = other ? null : (answers[path]?.(body) ?? { status: 404, body: { code: 404 } });
      response.writeHead(other?.status ?? made?.status ?? 500);
      response.end(other?.text ?? JSON.stringify(made?.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(service, {
    url: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** What a gateway does with a CONNECT: a return code, or no proper answer. */
export type GatewayMood = number | 'hang' | 'garbage' | 'close';

export interface Gateway extends AsyncDisposable {
  port: number;
  /** Client ID, user and password of each CONNECT, as they stood in the packet. */
  readonly logins: { clientId: string; user: string; password: string }[];
  /** Everything that came after the CONNECT, as hex. */
  readonly later: string[];
}

/** Reads CONNECT by hand (MQTT 3.1.1 §3.1), so that it shares nothing with the library it meets. */
export async function startGateway(
  mood: GatewayMood,
  tls?: { key: string; cert: string },
): Promise<Gateway> {
  const logins: Gateway['logins'] = [];
  const later: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let greeted = false;
    socket.on('data', (bytes) => {
      if (greeted) return void later.push(bytes.toString('hex'));
      greeted = true;
      logins.push(readConnect(bytes));
      if (mood === 'garbage') socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
      else if (mood === 'close') socket.end();
      else if (mood !== 'hang') socket.write(Buffer.from([0x20, 2, 0, mood]));
    });
  };
  const server = tls ? createTlsServer(tls, serve) : createTcpServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    logins,
    later,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function readConnect(bytes: Buffer): Gateway['logins'][number] {
  if (bytes[0] !== 0x10) throw new Error(`not a CONNECT: ${bytes.toString('hex')}`);
  let at = 1;
  while (((bytes[at] as number) & 0x80) !== 0) at++;
  at++;
  const text = (): string => {
    const length = bytes.readUInt16BE(at);
    at += 2 + length;
    return bytes.toString('utf8', at - length, at);
  };
  const [protocol, level, flags] = [text(), bytes[at], bytes[at + 1]];
  if (protocol !== 'MQTT' || level !== 4 || flags !== 0xc2)
    throw new Error('not MQTT 3.1.1, clean');
  at += 4;
  return { clientId: text(), user: text(), password: text() };
}
