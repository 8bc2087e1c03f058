import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  filesBelow,
  freshCloud,
  freshStation,
  passphrase,
  problemOf,
  Station,
  sampleCatalog,
  tempFolder,
} from '../support/cli.ts';

/** P5: secrets leave only by an explicit act; at rest they are never in clear. */

const groupSecrets = ['sampleSecretInv', 'sampleSecretMtr', 'sampleSecretSns'];

/** The same bytes as a file may hold them, and as a careless coder may hide them. */
const disguises = (secret: string): [string, Buffer][] => [
  ['utf-8', Buffer.from(secret)],
  ['utf-16', Buffer.from(secret, 'utf16le')],
  ['base64', Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, ''))],
  ['hex', Buffer.from(Buffer.from(secret).toString('hex'))],
];

async function expectNowhere(folder: string, secrets: readonly string[]): Promise<void> {
  const files = await filesBelow(folder);
  expect(files.length).toBeGreaterThan(1);
  for (const { path, bytes } of files) {
    for (const secret of secrets) {
      for (const [name, form] of disguises(secret)) {
        expect(bytes.includes(form), `${secret} as ${name} in ${path}`).toBe(false);
      }
    }
  }
}

describe('secrets at rest and on the way out', () => {
  test('no group secret, app secret or passphrase is in any file or any output', async () => {
    await using cloud = await freshCloud();
    await using station = await freshStation();
    const secrets = [...groupSecrets, cloud.appSecret, passphrase];
    await station.connect(cloud, 'lineside');
    await station.register(['SEC-0001', 'SEC-0002'], ['--batch', 'B1']);
    await station.must(['sync', '--until-empty']);
    const pdf = join(station.data, '..', 'labels.pdf');
    await station.must(['label', '--group', 'INV5K1', '--template', 'l7651', '--out', pdf]);
    const outputs = [];
    for (const command of [['catalog', 'list'], ['devices'], ['status'], ['doctor']]) {
      const ended = await station.run(command);
      outputs.push(ended.stdout + ended.stderr);
    }
    for (const secret of secrets) expect(outputs.join('')).not.toContain(secret);
    await expectNowhere(station.data, secrets);
    await expectNowhere(join(station.data, '..'), secrets);
  });

  test("the cloud's folder holds no secret in clear either", async () => {
    await using folder = await tempFolder();
    const { startCloud } = await import('../support/cli.ts');
    const data = join(folder.path, 'cloud');
    const cloud = await startCloud(['--data', data, '--seed', sampleCatalog]);
    const secrets = [...groupSecrets, cloud.appSecret];
    const ended = await cloud.stop();
    expect(ended.code).toBe(0);
    await expectNowhere(data, secrets);
  });
});

describe('the vault', () => {
  test('without a passphrase secrets are refused with a problem that says so', async () => {
    await using folder = await tempFolder();
    const station = new Station(join(folder.path, 'station'), {
      LINESIDE_VAULT_PASSPHRASE: undefined,
    });
    const imported = await station.run(['catalog', 'import', sampleCatalog]);
    expect(imported.stdout).toMatch(/vault-/);
    expect(imported.stdout).toContain('LINESIDE_VAULT_PASSPHRASE');
    expect(imported.code).not.toBe(0);
    const args = ['--cloud', 'enos', '--url', 'http://127.0.0.1:9', '--app-key', 'k', '--org', 'o'];
    const connected = await station.run(['connect', ...args], {
      env: { LINESIDE_APP_SECRET: 'appSecretOfTheTest' },
    });
    expect(connected.code).not.toBe(0);
    expect(problemOf(connected)?.message).toContain('LINESIDE_VAULT_PASSPHRASE');
    await expectNowhere(station.data, [...groupSecrets, 'appSecretOfTheTest']);
  });

  test('a wrong passphrase opens nothing and destroys nothing', async () => {
    await using cloud = await freshCloud();
    await using station = await freshStation();
    await station.connect(cloud, 'lineside');
    await station.register(['VLT-0001']);
    const wrong = await station.run(['sync', '--until-empty', '--timeout', '10'], {
      env: { LINESIDE_VAULT_PASSPHRASE: 'another passphrase of somebody' },
    });
    expect(wrong.code).toBe(3);
    expect(problemOf(wrong)?.code, `${wrong.stdout}`).toMatch(/vault/);
    await station.must(['sync', '--until-empty']);
    expect((await station.queue())['confirmed']).toBeGreaterThan(0);
  });

  test('the app secret may come from stdin', async () => {
    await using cloud = await freshCloud();
    await using station = await freshStation();
    const args = ['--cloud', 'lineside', '--url', cloud.url, '--app-key', cloud.appKey];
    const connected = await station.run(['connect', ...args, '--org', cloud.orgId], {
      input: `${cloud.appSecret}\n`,
      env: { LINESIDE_APP_SECRET: undefined },
    });
    expect(connected.code, `${connected.stdout} ${connected.stderr}`).toBe(0);
    await station.register(['STD-0001']);
    await station.must(['sync', '--until-empty']);
  });
});
