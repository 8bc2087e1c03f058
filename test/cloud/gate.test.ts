import { spawn } from 'node:child_process';
import { once } from 'node:events';
import mqtt from 'mqtt-packet';
import { afterAll, describe, expect, test } from 'vitest';
import {
  appUser,
  gateUser,
  hasBroker,
  startBroker,
  type TestBroker,
  whyNoBroker,
} from '../support/broker.ts';
import type { Json } from '../support/json.ts';
import { loginOf, MqttDevice, type MqttLogin, type Triple } from '../support/mqtt-device.ts';
import { freePort } from '../support/postgres.ts';
import { until } from '../support/wait.ts';
import { grid, House } from './house.ts';
import { refusedStart, sql, startService } from './support.ts';

/** The gate of a real cloud, in front of a real broker. */
const name = hasBroker ? 'the gate' : `the gate: skipped, ${whyNoBroker}`;

describe.skipIf(!hasBroker)(name, () => {
  let broker: TestBroker;
  let gate = '';
  const secrets = new Set<string>();
  const brokerLogin = {
    LINESIDE_MQTT_USER: gateUser.user,
    LINESIDE_MQTT_PASSWORD: gateUser.password,
  };
  const house = new House({}, async () => {
    broker = await startBroker();
    const port = await freePort();
    gate = `tcp://127.0.0.1:${port}`;
    return {
      args: ['--mqtt-broker', broker.url, '--mqtt-port', String(port)],
      // So that nothing here is explained by the look that comes by the clock.
      env: { ...brokerLogin, LINESIDE_MQTT_RECHECK_SECONDS: '3600' },
      mqttUrl: gate,
    };
  });
  afterAll(async () => {
    await broker?.[Symbol.asyncDispose]();
  });

  /** A device with credentials, fetched as devices do. */
  async function booted(groupId: string, sn: string): Promise<Triple> {
    await house.client.create(groupId, sn);
    await house.allocate(sn);
    const { whole } = await house.bootstrap(groupId, sn);
    expect(whole).toMatchObject({ murl: gate, ds: expect.any(String) });
    secrets.add(whole.ds);
    return whole;
  }

  async function code(login: MqttLogin, url = gate): Promise<number | 'closed'> {
    await using device = new MqttDevice(url);
    const found = await device.logIn(login);
    if (found !== 0) await device.ended();
    return found;
  }

  /** A device that is in. */
  async function inside(triple: Triple, url = gate, clientId = triple.dk): Promise<MqttDevice> {
    const device = new MqttDevice(url);
    expect(await device.logIn(loginOf(triple, clientId))).toBe(0);
    return device;
  }

  const topicOf = ({ pk, dk }: Triple, what = 'thing/event/post') => `/sys/${pk}/${dk}/${what}`;

  /** The application behind the broker, which knows nothing of the gate. */
  async function application(filter: string): Promise<MqttDevice> {
    const app = new MqttDevice(broker.url);
    const login = { clientId: `app-${filter}`, username: appUser.user, password: appUser.password };
    expect(await app.logIn(login)).toBe(0);
    expect(await app.subscribe(filter)).toEqual([1]);
    return app;
  }

  test('a device that got its credentials logs in, is finished, and talks through the broker', async () => {
    const triple = await booted('MIG', 'GA-1');
    expect(house.service).toMatchObject({ mqttUrl: gate });
    await using app = await application(`/sys/${triple.pk}/+/#`);
    await using device = await inside(triple);
    expect(await house.device('GA-1')).toMatchObject({
      connectStatus: 'connected',
      status: { currentStatus: 'finished', finishedTime: expect.any(Number) },
    });
    expect(await house.tale('MIG', 'GA-1')).toEqual([
      'created',
      'allocated',
      'connected',
      'finished',
    ]);
    const { finishedTime } = (await house.device('GA-1')).status;

    expect(await device.subscribe(topicOf(triple, 'thing/service/#'))).toEqual([1]);
    const large = 'x'.repeat(300_000);
    expect(await device.publish(topicOf(triple), large)).toBe(true);
    expect(await app.message(topicOf(triple))).toBe(large);
    expect(await app.publish(topicOf(triple, 'thing/service/set'), large)).toBe(true);
    expect(await device.message(topicOf(triple, 'thing/service/set'))).toBe(large);

    // Again, in capitals as the documents write it: nothing changes.
    const login = loginOf(triple, 'another');
    expect(await code({ ...login, password: login.password.toUpperCase() })).toBe(0);
    expect((await house.device('GA-1')).status.finishedTime).toBe(finishedTime);
  });

  test('the clients of Debian get through it, and without credentials they do not', async () => {
    const triple = await booted('MIG', 'GA-2');
    const [host, port] = ['127.0.0.1', new URL(gate).port];
    const words = ({ clientId, username, password }: MqttLogin) => [
      ...['-h', host, '-p', port, '-i', clientId, '-u', String(username), '-P', password],
    ];
    const run = (program: string, args: string[]) => {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const from of [child.stdout, child.stderr]) {
        from.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      }
      return { said: () => said, code: once(child, 'close').then(([status]) => status as number) };
    };
    const topic = topicOf(triple, 'hello');
    const hearing = run('mosquitto_sub', [
      ...words(loginOf(triple, 'ears')),
      ...['-t', topic, '-q', '1', '-C', '1', '-W', '50'],
    ]);
    const itself = `${triple.pk}/${triple.dk}/ears`;
    await until('it to listen', () => broker.log().includes(`Sending SUBACK to ${itself}`));
    const mouth = words(loginOf(triple, 'mouth'));
    const said = run('mosquitto_pub', [...mouth, '-t', topic, '-q', '1', '-m', 'good morning']);
    expect(await said.code).toBe(0);
    expect(await hearing.code).toBe(0);
    expect(hearing.said()).toContain('good morning');

    const strange = run('mosquitto_pub', ['-h', host, '-p', port, '-t', topic, '-m', 'x']);
    expect(await strange.code).not.toBe(0);
    expect(strange.said()).toMatch(/identifier rejected/i);
    const wrong = run('mosquitto_pub', [
      ...words({ ...loginOf(triple), password: 'f'.repeat(64) }),
      ...['-t', topic, '-m', 'x'],
    ]);
    expect(await wrong.code).not.toBe(0);
    expect(wrong.said()).toMatch(/bad user ?name or password|not authori[sz]ed/i);
    const newer = run('mosquitto_pub', [
      ...words(loginOf(triple)),
      ...['-V', 'mqttv5', '-t', topic, '-m', 'x'],
    ]);
    expect(await newer.code).not.toBe(0);
    expect(newer.said()).toMatch(/unsupported protocol version/i);
    // The broker itself lets in nobody but the gate and the application.
    expect(await code(loginOf(triple), broker.url)).toBe(5);
  });

  test.for([
    ['MIG', 'migrate'],
    ['INI', 'initialize'],
  ])(
    'reprovisioned (%s), the old credentials are cut and refused, the new ones good',
    async ([groupId]) => {
      const sn = `GA-3-${groupId}`;
      const before = await booted(groupId as string, sn);
      await using live = await inside(before);
      await using second = await inside(before, gate, 'second');
      expect((await house.reset(groupId as string, [sn])).data).toEqual([sn]);
      await live.ended();
      await second.ended();
      expect(await code(loginOf(before))).toBe(4);
      await house.allocate(sn, grid);
      expect(await code(loginOf(before))).toBe(4);
      const { whole: after } = await house.bootstrap(groupId as string, sn);
      for (const part of ['pk', 'dk', 'ds'] as const) expect(after[part]).not.toBe(before[part]);
      await using again = await inside(after);
      expect(await again.publish(topicOf(after), 'here again')).toBe(true);
      // Old keys with the new secret, and the other way round, are nobody's.
      expect(await code(loginOf({ ...before, ds: after.ds }))).toBe(4);
      expect(await code(loginOf({ ...after, pk: before.pk }))).toBe(4);
      expect(await code(loginOf({ ...after, ds: before.ds }))).toBe(4);
      expect(await house.device(sn)).toMatchObject({
        ...grid,
        status: { currentStatus: 'finished' },
      });
    },
  );

  test('who is at the gate, and what it refused and cut, is in the metrics', async () => {
    const read = async (metric: string): Promise<number> => {
      const text = await (await fetch(`${house.service.url}/metrics`)).text();
      return Number(new RegExp(`^${metric} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
    };
    const refused = 'lineside_gate_events_total\\{what="refused"\\}';
    const before = await read(refused);
    const triple = await booted('MIG', 'GA-METRICS');
    await using device = await inside(triple);
    expect(await read('lineside_gate_connections')).toBeGreaterThan(0);
    expect(await code(loginOf({ ...triple, ds: 'wrong' }))).toBe(4);
    expect(await read(refused)).toBe(before + 1);
    const cut = 'lineside_gate_events_total\\{what="cut"\\}';
    const cuts = await read(cut);
    await house.client.call('delete', { body: { groupId: 'MIG', snList: ['GA-METRICS'] } });
    await device.ended();
    expect(await read(cut)).toBe(cuts + 1);
  });

  test('where reprovisioning is refused, nobody is cut', async () => {
    const triple = await booted('NON', 'GA-4');
    await using live = await inside(triple);
    expect((await house.reset('NON', ['GA-4'])).code).toBe(35603);
    expect(await live.publish(topicOf(triple), 'still here')).toBe(true);
  });

  test('deleted and replaced devices are cut and refused', async () => {
    const deleted = await booted('MIG', 'GA-5');
    const replaced = await booted('MIG', 'GA-6');
    const neighbour = await booted('MIG', 'GA-8');
    await house.client.create('MIG', 'GA-7');
    await using first = await inside(deleted);
    await using second = await inside(replaced);
    await using third = await inside(neighbour);
    await house.client.call('delete', { body: { groupId: 'MIG', snList: ['GA-5'] } });
    const swap = { sn: 'GA-6', replacementSn: 'GA-7' };
    expect((await house.client.call('replace', { body: swap })).code).toBe(0);
    await first.ended();
    await second.ended();
    expect(await code(loginOf(deleted))).toBe(4);
    expect(await code(loginOf(replaced))).toBe(4);
    expect(await third.publish(topicOf(neighbour), 'not me')).toBe(true);
  });

  test('a will is told when a device is cut, and none on topics of somebody else', async () => {
    const triple = await booted('MIG', 'GA-9');
    const topic = topicOf(triple, 'gone');
    await using app = await application(topic);
    await using device = new MqttDevice(gate);
    const will = { topic, payload: Buffer.from('cut'), qos: 1 as const, retain: false };
    expect(await device.logIn({ ...loginOf(triple), will })).toBe(0);
    await house.reset('MIG', ['GA-9']);
    await device.ended();
    expect(await app.message(topic)).toBe('cut');
    const other = await booted('MIG', 'GA-10');
    expect(await code({ ...loginOf(other), will })).toBe(5);
  });

  test('a device keeps to its own topics', async () => {
    const mine = await booted('MIG', 'GA-11');
    const other = await booted('MIG', 'GA-12');
    await using victim = await inside(other);
    await victim.subscribe(topicOf(other, '#'));
    await using device = await inside(mine);
    const strange = ['#', '/sys/#', '$SYS/#', `/sys/${mine.pk}/+/x`, topicOf(other, '#')];
    for (const filter of [
      ...strange,
      `$share/g/${topicOf(mine)}`,
      `/sys/${mine.pk}/${mine.dk}x/#`,
    ]) {
      expect([filter, await device.subscribe(filter)]).toEqual([filter, [128]]);
    }
    expect(await device.subscribe(topicOf(mine, '#'), topicOf(other, '#'))).toEqual([128, 128]);
    const session = `/ext/session/${mine.pk}/${mine.dk}/combine/login`;
    expect(await device.subscribe(session, topicOf(mine, '#'))).toEqual([1, 1]);
    expect(await device.publish(topicOf(other, 'evil'), 'x')).toBe(false);
    await device.ended();
    await using again = await inside(mine);
    again.send(Buffer.from([0x10, 0]));
    await again.ended();
    expect(await victim.publish(topicOf(other, 'fine'), 'x')).toBe(true);
    expect(await victim.message(topicOf(other, 'fine'))).toBe('x');
    expect(victim.packets.filter(({ cmd }) => cmd === 'publish')).toHaveLength(1);
  });

  test('a session belongs to the keys: nobody takes over that of another', async () => {
    const one = await booted('MIG', 'GA-13');
    const two = await booted('MIG', 'GA-14');
    await using first = await inside(one, gate, 'same');
    await using other = await inside(two, gate, 'same');
    expect(await first.publish(topicOf(one), 'x')).toBe(true);
    // The same device with the same client ID: the newer one stays (MQTT 3.1.1 §3.1.4).
    await using newer = await inside(one, gate, 'same');
    await first.ended();
    expect(await newer.publish(topicOf(one), 'x')).toBe(true);
    expect(await other.publish(topicOf(two), 'x')).toBe(true);
    expect(broker.log()).toContain(`as ${one.pk}/${one.dk}/same `);
  });

  test('a refused login is kept with a device that was never connected', async () => {
    await house.client.create('MIG', 'GA-15');
    await house.allocate('GA-15');
    const { data } = await house.client.lineside('devices/credentials', {
      groupId: 'MIG',
      deviceSn: 'GA-15',
      by: 'Ann',
      reason: 'by hand',
    });
    const triple = { pk: data.productKey, dk: data.deviceKey, ds: data.deviceSecret };
    expect(await code({ ...loginOf(triple), password: '' })).toBe(4);
    expect((await house.device('GA-15')).connectStatus).toBe('failed');
    expect(await code(loginOf(triple))).toBe(0);
    expect(await house.device('GA-15')).toMatchObject({
      connectStatus: 'connected',
      status: { currentStatus: 'finished' },
    });
  });

  describe('what is no login', () => {
    const nobody = { pk: 'Nobody00', dk: 'Nobody0000', ds: 'x' };
    const good = loginOf(nobody);
    const parameters = 'securemode=2,signmethod=sha256,timestamp=1700000000000';

    test.for([
      ['an unknown device', 4, good],
      ['a user that is no device', 4, { ...good, username: 'admin' }],
      ['no user', 4, { clientId: good.clientId, password: '' }],
      ['SQL for a user', 4, { ...good, username: "x' or '1'='1&Nobody00" }],
      ['half of a surrogate pair', 4, { ...good, username: '\ud800&Nobody00' }],
      ['a client ID without parameters', 2, { ...good, clientId: 'plain' }],
      [
        'a client ID of a thousand characters',
        2,
        { ...good, clientId: `${'x'.repeat(1000)}|${parameters}|` },
      ],
      ['a parameter said twice', 2, { ...good, clientId: `x|${parameters},timestamp=1|` }],
      ['no timestamp', 2, { ...good, clientId: 'x|securemode=2,signmethod=sha256|' }],
      ['the product secret', 5, { ...good, clientId: `x|${parameters.replace('2', '3')}|` }],
      ['sha1', 5, { ...good, clientId: `x|${parameters.replace('sha256', 'sha1')}|` }],
      ['MQTT 3.1', 1, { ...good, protocolId: 'MQIsdp', protocolVersion: 3 }],
    ] as [string, number, MqttLogin][])(
      '%s is refused with its code',
      async ([, wanted, login]) => {
        expect(await code(login)).toBe(wanted);
      },
    );

    test('MQTT 5 is refused in its own words', async () => {
      await using device = new MqttDevice(gate);
      device.send(
        mqtt.generate(
          {
            cmd: 'connect',
            protocolVersion: 5,
            protocolId: 'MQTT',
            clean: true,
            keepalive: 1,
            clientId: 'x',
          },
          { protocolVersion: 5 },
        ),
      );
      await device.ended();
      expect(device.bytes.toString('hex')).toBe('2003008400');
    });

    test.for([
      ['a web browser', Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n')],
      ['noise', Buffer.from([0xff, 0xfe, 0, 1])],
      ['another packet first', mqtt.generate({ cmd: 'pingreq' })],
      ['a length without an end', Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0xff])],
      ['a CONNECT that says it is huge', Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f])],
      ['a CONNECT of another protocol', Buffer.from([0x10, 8, 0, 6, 1, 2, 3, 4, 5, 6])],
      ['an empty CONNECT', Buffer.from([0x10, 0])],
      ['a torn CONNECT', Buffer.from([0x10, 7, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4])],
    ] as [string, Buffer][])('%s gets no word and is cut', async ([, bytes]) => {
      await using device = new MqttDevice(gate);
      device.send(bytes);
      await device.ended();
      expect(device.bytes).toHaveLength(0);
    });

    test('one who says half a word is not waited for, and keeps nobody out', async () => {
      const triple = await booted('MIG', 'GA-16');
      const idle = Array.from({ length: 70 }, () => new MqttDevice(gate));
      for (const one of idle) one.send(Buffer.from([0x10, 40, 0]));
      // 64 of one address may wait at once.
      await until(
        'the last ones to be turned away',
        () => idle.filter(({ closed }) => closed).length >= 6,
      );
      await until('all to be cut', () => idle.every(({ closed }) => closed), { within: 40_000 });
      await using device = await inside(triple);
      expect(await device.publish(topicOf(triple), 'x')).toBe(true);
    });
  });

  test('what follows the CONNECT in one piece, or comes byte by byte, is understood', async () => {
    const triple = await booted('MIG', 'GA-17');
    const { password, ...login } = loginOf(triple);
    const bytes = Buffer.concat([
      mqtt.generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: true,
        keepalive: 60,
        ...login,
        password: Buffer.from(password),
      }),
      mqtt.generate({
        cmd: 'publish',
        topic: topicOf(triple),
        payload: 'early',
        qos: 1,
        dup: false,
        retain: false,
        messageId: 7,
      }),
      mqtt.generate({ cmd: 'pingreq' }),
    ]);
    await using whole = new MqttDevice(gate);
    whole.send(bytes);
    await until('its answers', () => whole.packets.length === 3);
    expect(whole.packets.map(({ cmd }) => cmd)).toEqual(['connack', 'puback', 'pingresp']);
    await using torn = new MqttDevice(gate);
    torn.socket.setNoDelay(true);
    for (const byte of bytes) {
      torn.socket.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    await until('its answers', () => torn.packets.length === 3);
  });

  test('what was missed while nobody listened to PostgreSQL is made good', async () => {
    const missed = await booted('MIG', 'GA-18');
    const stays = await booted('MIG', 'GA-19');
    await using live = await inside(missed);
    await using other = await inside(stays);
    // Ended without a word, as it would be while the line to PostgreSQL is broken.
    await sql(
      house.database,
      `update device set device_key = null, device_secret = null, asset_id = null,
         allocate_status = 'init', current_status = 'init' where sn = 'GA-18'`,
    );
    const cut = await sql(
      house.database,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'lineside-gate' and datname = current_database()`,
    );
    expect(cut).toHaveLength(1);
    await live.ended();
    expect(await other.publish(topicOf(stays), 'x')).toBe(true);
    // And it listens again.
    await house.reset('MIG', ['GA-19']);
    await other.ended();
  });

  test('of two instances each cuts its own, and looks by the clock besides', async () => {
    await using second = await startService(
      ['--database-url', house.database, '--mqtt-broker', broker.url],
      {
        LINESIDE_CLOUD_KEY: house.key,
        ...brokerLogin,
        LINESIDE_MQTT_RECHECK_SECONDS: '1',
        LINESIDE_MQTT_CONNECTIONS: '3',
        LINESIDE_MQTT_LISTEN_DATABASE_URL: `${house.database}?application_name=gate-directly`,
      },
    );
    const { mqttUrl } = second as Json;
    const triple = await booted('MIG', 'GA-20');
    const silent = await booted('MIG', 'GA-21');
    await using here = await inside(triple);
    await using there = await inside(triple, mqttUrl, 'second');
    await using quiet = await inside(silent, mqttUrl);
    await sql(
      house.database,
      `update device set device_key = null, device_secret = null, asset_id = null,
         allocate_status = 'init', current_status = 'init' where sn = 'GA-21'`,
    );
    await quiet.ended();
    expect([here.closed, there.closed]).toEqual([false, false]);
    await house.reset('MIG', ['GA-20']);
    await here.ended();
    await there.ended();
    // It listens where it was told to.
    expect(
      await sql(
        house.database,
        `select query from pg_stat_activity where application_name = 'gate-directly'`,
      ),
    ).toHaveLength(1);
    // A stop cuts who is in, and ends well.
    const last = await booted('MIG', 'GA-22');
    await using device = await inside(last, mqttUrl);
    await using one = new MqttDevice(mqttUrl);
    await using two = new MqttDevice(mqttUrl);
    await until('them to be there', () =>
      [one, two].every(({ socket }) => socket.readyState === 'open'),
    );
    expect(await code(loginOf(last), mqttUrl)).toBe('closed');
    expect(await device.publish(topicOf(last), 'x')).toBe(true);
    expect(await second.stop()).toBe(0);
    await device.ended();
  });

  test('without a broker behind it the gate says so, and lets in again when there is one', async () => {
    const port = await freePort();
    await using alone = await startService(
      ['--database-url', house.database, '--mqtt-broker', `tcp://127.0.0.1:${port}`],
      { LINESIDE_CLOUD_KEY: house.key, ...brokerLogin },
    );
    const { mqttUrl } = alone as Json;
    await house.client.create('MIG', 'GA-23');
    await house.allocate('GA-23');
    const { whole: triple } = await house.bootstrap('MIG', 'GA-23');
    expect(await code(loginOf(triple), mqttUrl)).toBe(3);
    expect((await house.device('GA-23')).status.currentStatus).toBe('connected');
    await using _late = await startBroker(port);
    await using device = await inside(triple, mqttUrl);
    await _late[Symbol.asyncDispose]();
    await device.ended();
  });

  test.for([
    [
      'a certificate that is none',
      { LINESIDE_MQTT_CERT: '/dev/null', LINESIDE_MQTT_KEY: '/dev/null' },
      [],
    ],
    ['a port that is taken', {}, ['--mqtt-port', 'taken']],
  ] as [string, Record<string, string>, string[]][])(
    '%s keeps the cloud from starting, with the reason',
    async ([, env, args]) => {
      const found = await refusedStart(
        [
          '--database-url',
          house.database,
          '--mqtt-broker',
          broker.url,
          ...args.map((word) => (word === 'taken' ? new URL(gate).port : word)),
        ],
        { LINESIDE_CLOUD_KEY: house.key, ...env },
      );
      expect(found).toMatchObject({ code: 'cloud-start-failed', status: 3 });
      expect(found.message).toMatch(/certificate of the MQTT gate|EADDRINUSE/);
    },
  );

  test('none of all this left a secret in the log', () => {
    expect(secrets.size).toBeGreaterThan(10);
    const log = house.service.log();
    expect([...secrets].filter((secret) => log.includes(secret))).toEqual([]);
    expect(log).not.toMatch(/[0-9a-f]{64}/i);
    expect(log).not.toContain(gateUser.password);
    expect(log).not.toContain('Warning');
  });
});
