import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type pg from 'pg';
import { ProblemError } from '../../shared/problems.ts';
import type { Closers } from '../closers.ts';
import { Turnstile } from '../limits/turnstile.ts';
import { log, sentenceOf } from '../log.ts';
import { watchGate } from '../metrics/metrics.ts';
import type { Vault } from '../secrets/vault.ts';
import { watchEndings } from './endings.ts';
import { type Desk, receive } from './guest.ts';
import { Live } from './live.ts';
import type { GateOptions } from './options.ts';
import { Strangers } from './strangers.ts';
import { Tally } from './tally.ts';

/** Connections that have not shown who they are, of all and of one address. */
const mostUnknown = 512;
const mostUnknownOfOne = 64;
/** Logins that are looked up at once. */
const lookUps = 4;

/**
 * Opens the gate of this instance: an MQTT listener that lets devices through to the broker by their
 * credentials, and cuts them off when those end. @returns its address, as devices have to get it.
 * @throws ProblemError `cloud-start-failed` when its certificate cannot be used.
 */
export async function openGate(
  options: GateOptions,
  rooms: { pool: pg.Pool; vault: Vault; databaseUrl: string; balancers: readonly string[] },
  closers: Closers,
): Promise<string> {
  const secureContext = options.tls && (await readCertificate(options.tls));
  const live = new Live();
  const tally = new Tally();
  closers.add(() => tally.close());
  const turnstile = new Turnstile(lookUps);
  const desk: Desk = { ...rooms, broker: options.broker, live, tally, turnstile };
  const strangers = new Strangers(mostUnknown, mostUnknownOfOne, rooms.balancers);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const known = strangers.arrive(socket.remoteAddress ?? '');
    if (!known) {
      tally.note('refused: too many that have not shown who they are');
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.setNoDelay(true).setKeepAlive(true, 60_000);
    socket.once('close', () => {
      sockets.delete(socket);
      known();
    });
    const client = secureContext
      ? new TLSSocket(socket, { isServer: true, secureContext })
      : socket;
    // What goes wrong with it ends it, and what hangs on it hears of that by `close`.
    for (const end of [client, socket]) end.on('error', () => undefined);
    // Two pipes and the desk listen to it; Node takes more than ten for a leak.
    client.setMaxListeners(20);
    receive(client, desk, known).catch((error: unknown) => {
      log('error', 'a login failed', { detail: sentenceOf(error) });
      client.destroy();
    });
  });
  watchGate(() => sockets.size);
  server.maxConnections = options.connections;
  server.on('drop', () => tally.note('refused: the gate is full'));
  server.listen(options.port, options.host);
  await once(server, 'listening');
  // Out of file descriptors, say: this one is not let in, the others stay.
  server.on('error', (error) => tally.note(`refused: ${error.message}`));
  closers.add(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  closers.add(watchEndings(options.listenUrl ?? rooms.databaseUrl, live, options.recheckMs));
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return `${options.tls ? 'ssl' : 'tcp'}://${host}:${port}`;
}

async function readCertificate(tls: { cert: string; key: string }): Promise<SecureContext> {
  try {
    const [cert, key] = await Promise.all([readFile(tls.cert), readFile(tls.key)]);
    return createSecureContext({ cert, key });
  } catch (error) {
    const detail = `certificate of the MQTT gate: ${sentenceOf(error)}`;
    throw new ProblemError('cloud-start-failed', { detail });
  }
}
