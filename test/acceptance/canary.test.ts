import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import {
  childrenOf,
  filesBelow,
  freshCloud,
  type Running,
  Station,
  sampleCatalog,
  tempFolder,
} from '../support/cli.ts';
import type { Json } from '../support/json.ts';

/**
 * P5: a whole run through the doors that people have, and then every secret of it is looked for in all that was left behind:
 * database, write-ahead log, journal, logs, exports, labels, archives, answers, and the lists of processes.
 * The window's own memory is looked through in test/renderer/log-on.test.ts. Crash dumps are never made (docs/diagnostics.md).
 */

const passphrase = 'CANARY-passphrase-7d1f-correct-horse';
const pin = '804219753164';
const groupSecrets = ['sampleSecretInv', 'sampleSecretMtr', 'sampleSecretSns'];

/** The same bytes as a file may hold them, and as a careless coder may hide them. */
const disguises = (secret: string): [string, Buffer][] => [
  ['utf-8', Buffer.from(secret)],
  ['utf-16', Buffer.from(secret, 'utf16le')],
  ['base64', Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, ''))],
  ['hex', Buffer.from(Buffer.from(secret).toString('hex'))],
];

function expectNone(where: string, bytes: Buffer, secrets: readonly string[]): void {
  for (const secret of secrets) {
    for (const [form, needle] of disguises(secret)) {
      expect(bytes.includes(needle), `${secret} as ${form} in ${where}`).toBe(false);
    }
  }
}

/** What is packed is looked at unpacked too. */
const unpacked = (path: string, bytes: Buffer): [string, Buffer][] =>
  /\.(?:zip|xlsx)$/.test(path)
    ? Object.entries(unzipSync(bytes)).map(([name, part]) => [`${path}!${name}`, Buffer.from(part)])
    : [];

/** A window that holds the station's key. */
async function enter(url: string) {
  const opened = await fetch(url, { redirect: 'manual' });
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { origin } = new URL(url);
  return async (name: string, input: object): Promise<Json> => {
    const answer = await fetch(`${origin}/call/${name}`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const reply = (await answer.json()) as Json;
    expect(reply.ok, `${name}: ${JSON.stringify(reply).slice(0, 300)}`).toBe(true);
    return reply.value;
  };
}

async function lookAtProcesses(running: Running, secrets: readonly string[]): Promise<number> {
  const own = running.child.pid;
  const children = await childrenOf(own);
  for (const pid of children) {
    expectNone(`environment of child ${pid}`, await readFile(`/proc/${pid}/environ`), secrets);
  }
  for (const pid of [own, ...children]) {
    expectNone(`command line of ${pid}`, await readFile(`/proc/${pid}/cmdline`), secrets);
  }
  return children.length;
}

test('no secret of a whole run is anywhere that it was not put by whoever has it', async () => {
  await using cloud = await freshCloud();
  await using folder = await tempFolder();
  const station = new Station(join(folder.path, 'station'), {
    LINESIDE_VAULT_PASSPHRASE: passphrase,
    LINESIDE_KIOSK_PIN: pin,
  });
  const outputs: string[] = [];
  const must = async (...command: string[]) => {
    const ended = await station.must(command);
    outputs.push(ended.stdout + ended.stderr);
  };
  const out = (name: string) => join(folder.path, name);
  await station.importCatalog(sampleCatalog);
  await station.connect(cloud, 'lineside');
  await station.register(
    ['CAN-0001', 'CAN-0002'],
    ['--batch', 'B1', '--allocate-to', 'beta/o-solar'],
  );
  await must('sync', '--until-empty');
  const saved = await station.run(
    ['operators', 'save', '--name', 'A. Li', '--role', 'admin', '--pin', '-'],
    {
      input: `${pin}\n`,
    },
  );
  outputs.push(saved.stdout + saved.stderr);

  const running = station.start(['serve']);
  let secrets: string[] = [];
  try {
    const { url } = await running.line((json) => 'url' in json, 'the address', 60_000);
    const call = await enter(url);
    await call('operators.logOn', { name: 'A. Li', pin });
    await call('scanners.add', { path: 'tcp://127.0.0.1:9', baud: 9600, terminator: 'any' });
    const name = { groupId: 'INV5K1', deviceSn: 'CAN-0001' };
    const { deviceSecret } = await call('devices.reveal', { ...name, reason: 'canary' });
    expect(deviceSecret.length).toBeGreaterThan(8);
    await call('devices.copied', { ...name, part: 'deviceSecret' });
    secrets = [...groupSecrets, cloud.appSecret, passphrase, deviceSecret, pin];
    expect(await lookAtProcesses(running, secrets)).toBeGreaterThan(0);
    const { id } = await call('diagnostics.gather', {});
    const archive = Buffer.from((await call('diagnostics.save', { id })).base64, 'base64');
    for (const [path, bytes] of unpacked('saved.zip', archive)) expectNone(path, bytes, secrets);
    const audit = await call('audit.export', {});
    expectNone('the exported audit log', Buffer.from(audit.text), secrets);
    expect(audit.text).toContain('credentials-shown');
    expect(audit.text).toContain('credentials-copied');
    for (const look of [
      'state.get',
      'devices.list',
      'sync.operations',
      'audit.list',
      'jobs.list',
    ]) {
      const input = look === 'sync.operations' ? { states: ['confirmed'] } : {};
      expectNone(look, Buffer.from(JSON.stringify(await call(look, input))), secrets);
    }
    // While it runs the write-ahead log holds what the database does not yet.
    for (const { path, bytes } of await filesBelow(station.data)) expectNone(path, bytes, secrets);
  } finally {
    const ended = await running.stop();
    outputs.push(ended.stdout + ended.stderr);
  }

  for (const topic of ['devices', 'batches', 'verdicts', 'operations', 'labels']) {
    for (const format of ['csv', 'xlsx', 'ndjson']) {
      await must('export', topic, '--out', out(`${topic}.${format}`));
    }
  }
  await must('export', 'certificate', '--batch', 'B1', '--out', out('certificate'));
  await must('label', '--group', 'INV5K1', '--template', 'l7651', '--out', out('labels.pdf'));
  await must('export', 'codes', '--group', 'INV5K1', '--out', out('codes.svg.zip'));
  await must('catalog', 'export', out('catalog.json'));
  await must('audit', 'export', '--out', out('audit.ndjson'));
  await must('diagnostics', '--out', out('diagnostics.zip'));
  for (const command of ['audit', 'status', 'devices', 'doctor', 'conflicts']) await must(command);
  expectNone('outputs', Buffer.from(outputs.join('\n')), secrets);
  const left = await filesBelow(folder.path);
  expect(left.length).toBeGreaterThan(20);
  for (const { path, bytes } of left) {
    for (const [name, part] of [[path, bytes] as const, ...unpacked(path, bytes)]) {
      expectNone(name, part as Buffer, secrets);
    }
  }
}, 300_000);
