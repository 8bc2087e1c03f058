import fc from 'fast-check';
import mqtt from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { Framer, packetLength } from '../../cloud/gate/framer.ts';
import { Live } from '../../cloud/gate/live.ts';
import { isPassword, readConnect } from '../../cloud/gate/login.ts';
import { readGateOptions } from '../../cloud/gate/options.ts';
import { Strangers } from '../../cloud/gate/strangers.ts';
import { judge } from '../../cloud/gate/topics.ts';
import { Turnstile } from '../../cloud/limits/turnstile.ts';
import { loginOf } from '../support/mqtt-device.ts';

/** The judgements of the gate, without a wire. */
const keys = { productKey: 'pk1', deviceKey: 'dk1' };
const triple = { pk: 'pk1', dk: 'dk1', ds: 'exampleDeviceSecret' };
const publish = (topic: string, payload: string | Buffer = '') =>
  mqtt.generate({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });
const connectOf = ({ password, ...login } = loginOf(triple, 'dk1', 1700000000000)) =>
  mqtt.generate({
    ...{ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 60 },
    ...login,
    password: Buffer.from(password),
  });

describe('the framer', () => {
  const packet = fc
    .record({ topic: fc.string({ minLength: 1 }), payload: fc.uint8Array({ maxLength: 20_000 }) })
    .map(({ topic, payload }) => publish(topic.replace(/[+#]/g, '_'), Buffer.from(payload)));

  test('gives the packets that were sent, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(packet, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1 }),
        (packets, cuts) => {
          const bytes = Buffer.concat(packets);
          const framer = new Framer(100_000);
          const found: Buffer[] = [];
          for (let at = 0, cut = 0; at < bytes.length; cut++) {
            const size = cuts[cut % cuts.length] as number;
            found.push(...(framer.push(bytes.subarray(at, at + size)) ?? []));
            at += size;
          }
          expect(found.map((each) => each.toString('hex'))).toEqual(
            packets.map((each) => each.toString('hex')),
          );
          expect(framer.rest()).toHaveLength(0);
        },
      ),
    );
  });

  test('refuses a packet over its limit as soon as that can be told', () => {
    const bytes = publish('t', Buffer.alloc(1000));
    expect(new Framer(bytes.length).push(bytes)).toEqual([bytes]);
    expect(new Framer(bytes.length - 1).push(bytes.subarray(0, 3))).toBe(null);
  });

  test.for([
    ['30', 0],
    ['3000', 2],
    ['307f', 129],
    ['3080', 0],
    ['308001', 131],
    ['30ffffff7f', 268_435_460],
    ['30ffffffff', null],
  ] as const)('%s begins a packet of %s bytes', ([hex, length]) => {
    expect(packetLength(Buffer.from(hex, 'hex'))).toBe(length);
  });
});

describe('the login', () => {
  test('of the documented vector is good with its secret alone, in capitals too', () => {
    const login = loginOf(triple, 'dk1', 1700000000000);
    expect(login.password).toBe('733400720cc6991e80b50972e609914785c8743e85b95f62ce6a2a9f367c4fa9');
    for (const password of [login.password, login.password.toUpperCase()]) {
      const read = readConnect(connectOf({ ...login, password }));
      if ('why' in read) throw new Error(read.why);
      expect(read.keys).toEqual(keys);
      expect(isPassword(read, triple.ds)).toBe(true);
      expect(isPassword(read, `${triple.ds}x`)).toBe(false);
      expect(isPassword(read, null)).toBe(false);
    }
  });

  test('no bytes at all make it throw, and damage never makes it better', () => {
    const whole = connectOf();
    const { password: given } = loginOf(triple, 'dk1', 1700000000000);
    const original = { keys, clientId: 'dk1', timestamp: '1700000000000', password: given };
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] as number) ^ change;
        const read = readConnect(bytes);
        if ('why' in read || !isPassword(read, triple.ds)) return;
        // What is not signed may differ (flags, keep alive), and the case of the password.
        const { packet: _packet, password, ...signed } = read;
        expect({ ...signed, password: password.toLowerCase() }).toEqual(original);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const read = readConnect(Buffer.concat([Buffer.from([0x10]), noise]));
        expect('why' in read).toBe(true);
      }),
    );
  });
});

describe('what a packet may do', () => {
  const far = fc.string().filter((text) => !/^\/(sys|ext\/session)\/pk1\/dk1\//.test(text));
  const subscribe = (topics: string[]) =>
    mqtt.generate({
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: topics.map((topic) => ({ topic, qos: 0 })),
    });

  test('nothing reaches a topic that does not begin with the keys', () => {
    fc.assert(
      fc.property(far, (topic) => {
        fc.pre(topic !== '' && !/[+#]/.test(topic));
        expect(judge(keys, publish(topic))).toHaveProperty('end');
      }),
    );
    fc.assert(
      fc.property(far, (topic) => {
        fc.pre(topic !== '');
        const verdict = judge(keys, subscribe([topic, '/sys/pk1/dk1/#']));
        expect('answer' in verdict || 'end' in verdict).toBe(true);
      }),
    );
    expect(judge(keys, publish('/sys/pk1/dk1/a'))).toEqual({ pass: true });
    expect(judge(keys, subscribe(['/sys/pk1/dk1/+/#']))).toEqual({ pass: true });
  });

  test('only what a device sends is passed on, and no noise throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (noise) => {
        const kind = (noise[0] as number) >> 4;
        const verdict = judge(keys, Buffer.from(noise));
        if (![4, 5, 6, 7, 10, 12, 14].includes(kind)) expect(verdict).not.toEqual({ pass: true });
      }),
    );
  });
});

test('who is in is cut by its keys, each once, and is forgotten when it has gone', () => {
  const live = new Live();
  const cuts: string[] = [];
  const leave = live.enter(keys, () => cuts.push('first'));
  live.enter(keys, () => cuts.push('second'));
  live.enter({ ...keys, deviceKey: 'dk2' }, () => cuts.push('other'));
  live.cut([keys, { productKey: 'pk1/dk1', deviceKey: '' }]);
  expect(cuts).toEqual(['first', 'second']);
  leave();
  live.cut([keys]);
  expect(cuts).toEqual(['first', 'second', 'second']);
  // Gone and come back: the old door does not shut on the new guest.
  const again = new Live();
  const out = again.enter(keys, () => {});
  out();
  expect(again.keys()).toEqual([]);
  again.enter(keys, () => cuts.push('again'));
  out();
  expect(again.keys()).toEqual([keys]);
});

test('strangers are counted by address and in all, until they are known', () => {
  const strangers = new Strangers(3, 2);
  const known = strangers.arrive('a');
  expect(strangers.arrive('a')).not.toBe(null);
  expect(strangers.arrive('a')).toBe(null);
  expect(strangers.arrive('b')).not.toBe(null);
  expect(strangers.arrive('c')).toBe(null);
  known?.();
  known?.();
  expect(strangers.arrive('a')).not.toBe(null);
  expect(strangers.arrive('c')).toBe(null);
});

test('everybody who comes through a balancer has one address, so that only all of them count', () => {
  const strangers = new Strangers(4, 1, ['10.0.0.0/8', 'fd00::1']);
  for (const address of ['10.1.2.3', '10.1.2.3', '::ffff:10.1.2.3', 'fd00::1']) {
    expect(strangers.arrive(address)).not.toBe(null);
  }
  expect(strangers.arrive('10.1.2.3')).toBe(null);
  const others = new Strangers(4, 1, ['10.0.0.0/8']);
  expect(others.arrive('11.1.2.3')).not.toBe(null);
  expect(others.arrive('11.1.2.3')).toBe(null);
  expect(others.arrive('')).not.toBe(null);
  expect(others.arrive('')).toBe(null);
});

test('so many pass the turnstile at once, in order, also after one failed', async () => {
  const turnstile = new Turnstile(2);
  let inside = 0;
  let most = 0;
  const seen: number[] = [];
  const results = await Promise.allSettled(
    [0, 1, 2, 3, 4].map((n) =>
      turnstile.pass(async () => {
        most = Math.max(most, ++inside);
        seen.push(n);
        await new Promise(setImmediate);
        inside--;
        if (n % 2 === 0) throw new Error('no');
      }),
    ),
  );
  expect([most, seen]).toEqual([2, [0, 1, 2, 3, 4]]);
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

describe('the settings', () => {
  const read = (
    given: { 'mqtt-broker'?: string; 'mqtt-port'?: string },
    env: Record<string, string> = {},
  ) => readGateOptions(given, '127.0.0.1', env);

  test('without a broker there is no gate', () => {
    expect(read({})).toBe(null);
    expect(read({}, { LINESIDE_MQTT_BROKER: '', LINESIDE_MQTT_PORT: '' })).toBe(null);
  });

  test('the command line wins over the environment', () => {
    const env = {
      LINESIDE_MQTT_BROKER: 'tcp://b',
      LINESIDE_MQTT_PORT: '1',
      LINESIDE_MQTT_USER: 'u',
    };
    expect(read({}, env)).toMatchObject({
      port: 1,
      broker: { address: { host: 'b', port: 1883 } },
    });
    expect(read({ 'mqtt-broker': 'ssl://c', 'mqtt-port': '2' }, env)).toMatchObject({
      port: 2,
      tls: null,
      broker: { address: { host: 'c', port: 8883, tls: true }, user: 'u', password: undefined },
    });
  });

  test.for([
    [{ 'mqtt-port': '1' }, {}, /--mqtt-broker/],
    [{ 'mqtt-broker': 'http://b' }, {}, /tcp:\/\/host:port/],
    [{ 'mqtt-broker': '' }, {}, /tcp:\/\/host:port/],
    [{ 'mqtt-broker': 'tcp://me:secret@b' }, {}, /LINESIDE_MQTT_PASSWORD/],
    [{ 'mqtt-broker': 'tcp://b' }, { LINESIDE_MQTT_PASSWORD: 'x' }, /LINESIDE_MQTT_USER/],
    [{ 'mqtt-broker': 'tcp://b' }, { LINESIDE_MQTT_CERT: 'x' }, /belong together/],
    [{ 'mqtt-broker': 'tcp://b' }, { LINESIDE_MQTT_LISTEN_DATABASE_URL: 'x' }, /postgres:/],
    [{ 'mqtt-broker': 'tcp://b', 'mqtt-port': '65536' }, {}, /--mqtt-port must be/],
    [{ 'mqtt-broker': 'tcp://b' }, { LINESIDE_MQTT_CONNECTIONS: '0' }, /CONNECTIONS must be/],
    [{ 'mqtt-broker': 'tcp://b' }, { LINESIDE_MQTT_RECHECK_SECONDS: '1.5' }, /SECONDS must be/],
  ] as const)('%j with %j is wrong usage', ([given, env, reason]) => {
    const attempt = () => read(given, env);
    expect(attempt).toThrow(reason);
    expect(attempt).not.toThrow(/secret/);
  });
});
