import type { Socket } from 'node:net';
import { pipeline } from 'node:stream';
import type pg from 'pg';
import { type Connecting, findByKeys, noteLogin } from '../devices/connect.ts';
import type { RevokedKeys } from '../devices/revoked.ts';
import type { Turnstile } from '../limits/turnstile.ts';
import { sentenceOf } from '../log.ts';
import type { Vault } from '../secrets/vault.ts';
import { type Broker, dial } from './broker.ts';
import { firstPacket, largestPacket } from './framer.ts';
import type { Live } from './live.ts';
import { isPassword, type Login, type Refusal, readConnect, refusal } from './login.ts';
import { PacketStream } from './packet-stream.ts';
import { connectByte } from './packets.ts';
import type { Tally } from './tally.ts';
import { judge } from './topics.ts';

/** What the gate works with. */
export interface Desk {
  pool: pg.Pool;
  vault: Vault;
  broker: Broker;
  live: Live;
  tally: Tally;
  turnstile: Turnstile;
}

/** From the first byte to the answer, in milliseconds. */
const loginTime = 10_000;
/** Bytes of a CONNECT; only a will makes it longer than some hundred. */
const connectLimit = 16 * 1024;
/** Bytes of any later packet of a device. */
const packetLimit = 1024 * 1024;
/** Bytes of answers of ours that a device may leave unread. */
const unreadLimit = 64 * 1024;
/** Milliseconds in which the other side may end after one side has. */
const farewell = 5000;

/**
 * Receives one connection and stays with it until the device is in, or out.
 * @param known is called when it is in.
 */
export async function receive(client: Socket, desk: Desk, known: () => void): Promise<void> {
  const late = setTimeout(() => client.destroy(), loginTime);
  client.once('close', () => clearTimeout(late));
  const bytes = await firstPacket(client, connectByte, connectLimit);
  if (!bytes) {
    // Balancers knock without a word to hear whether somebody is there.
    if (client.bytesRead > 0) desk.tally.note('refused: no CONNECT in time and size');
    client.destroy();
    return;
  }
  const login = readConnect(bytes);
  if ('why' in login) return turnAway(client, desk, login);
  let over = false;
  let cut = () => {
    over = true;
  };
  const leave = desk.live.enter(login.keys, () => cut());
  client.once('close', leave);
  const device = await identify(login, desk);
  if ('why' in device) return turnAway(client, desk, device);
  const found = await dial(desk.broker, login);
  if ('why' in found) return turnAway(client, desk, refusal('unavailable', found.why));
  const { line } = found;
  const noted = await desk.turnstile
    .pass(() => noteLogin(desk.pool, device, true))
    .catch(notLookedUp);
  // Ended while it waited here: the broker must not hear of it, the device hears what the next try says.
  if (over || noted || client.destroyed) {
    line.destroy();
    return turnAway(client, desk, noted ?? ended);
  }
  cut = () => {
    desk.tally.note('cut: its credentials have ended');
    client.destroy();
    // Without a DISCONNECT, so that the broker tells the device's will.
    line.destroy();
  };
  clearTimeout(late);
  known();
  client.write(found.connack);
  connectThrough(client, line, login.keys, desk.tally);
}

const notLookedUp = (error: unknown): Refusal =>
  refusal('unavailable', `the database did not answer: ${sentenceOf(error)}`);
const ended = refusal('badUserOrPassword', 'its credentials have ended');

/** The device that this login proves to be. */
async function identify(login: Login, desk: Desk): Promise<Connecting | Refusal> {
  const { pool, vault, turnstile } = desk;
  const { productKey, deviceKey } = login.keys;
  try {
    return await turnstile.pass(async () => {
      const device = await findByKeys(pool, vault, productKey, deviceKey);
      if (isPassword(login, device?.deviceSecret ?? null) && device) return device;
      if (device) await noteLogin(pool, device, false);
      // Whether the device or the password is wrong is nobody's business who has neither.
      return refusal('badUserOrPassword', 'unknown device or wrong password');
    });
  } catch (error) {
    return notLookedUp(error);
  }
}

/** Says no, and waits a moment for it to be read. */
function turnAway(client: Socket, { tally }: Desk, { answer, why }: Refusal): void {
  tally.note(`refused: ${why}`);
  if (answer === null || client.destroyed) return void client.destroy();
  const timer = setTimeout(() => client.destroy(), farewell);
  client.once('close', () => clearTimeout(timer));
  // Unread bytes at the close would take the answer with them.
  client.resume().end(answer);
}

/** Both directions, each as fast as its other end takes it, until one of them ends. */
function connectThrough(client: Socket, line: Socket, keys: RevokedKeys, tally: Tally): void {
  const fromDevice = new PacketStream(packetLimit, (packet) => {
    const verdict = judge(keys, packet);
    if ('end' in verdict) throw new Error(verdict.end);
    if ('pass' in verdict) return true;
    tally.note('refused: a subscription to topics of somebody else');
    if (client.writableLength > unreadLimit) throw new Error('it does not read its answers');
    client.write(verdict.answer);
    return false;
  });
  fromDevice.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A device that goes is no news.
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE') tally.note(`ended: ${message}`);
  });
  const destroy = () => {
    client.destroy();
    line.destroy();
  };
  let timer: NodeJS.Timeout | undefined;
  const over = (error?: Error | null) => {
    const both = timer !== undefined;
    clearTimeout(timer);
    if (error) destroy();
    else if (!both) timer = setTimeout(destroy, farewell);
  };
  pipeline(client, fromDevice, line, over);
  pipeline(line, new PacketStream(largestPacket), client, over);
}
