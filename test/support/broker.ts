import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './postgres.ts';
import { until } from './wait.ts';

/**
 * A real MQTT broker, Debian's mosquitto, with the configuration of docs/cloud.md: it lets in the gate
 * and one application, and nobody else.
 */
export interface TestBroker extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** What it has said, with the client IDs of those who came. */
  log(): string;
}

export const gateUser = { user: 'lineside', password: 'what the gate says' };
export const appUser = { user: 'app', password: 'what the application says' };

const isThere = (command: string): boolean => !spawnSync(command, ['-h']).error;
/** Debian puts the broker where only root's path leads. */
const mosquitto = ['mosquitto', '/usr/sbin/mosquitto'].find(isThere);
export const hasBroker =
  mosquitto !== undefined && isThere('mosquitto_passwd') && isThere('mosquitto_sub');
export const whyNoBroker = 'mosquitto and mosquitto-clients are not installed';

export async function startBroker(at?: number): Promise<TestBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'lineside-broker-'));
  const file = (name: string) => join(folder, name);
  const port = at ?? (await freePort());
  const lines = [gateUser, appUser].map(({ user, password }) => `${user}:${password}\n`);
  await writeFile(file('passwords'), lines.join(''), { mode: 0o600 });
  spawnSync('mosquitto_passwd', ['-U', file('passwords')]);
  const topics = (user: string, filters: string[]) =>
    [`user ${user}`, ...filters.map((filter) => `topic readwrite ${filter}`)].join('\n');
  await writeFile(
    file('acl'),
    `${topics('lineside', ['/sys/#', '/ext/session/#'])}\n\n${topics('app', ['#'])}\n`,
    { mode: 0o600 },
  );
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous false',
    `password_file ${file('passwords')}`,
    `acl_file ${file('acl')}`,
    'log_dest stderr',
    'log_type all',
    // As root it would become somebody who cannot read this folder.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
  ];
  await writeFile(file('mosquitto.conf'), `${settings.join('\n')}\n`);
  const child = spawn(mosquitto as string, ['-c', file('mosquitto.conf')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const gone = once(child, 'exit');
  await until('the broker to be ready', () => {
    if (child.exitCode !== null) throw new Error(`the broker ended:\n${said}`);
    return said.includes('running');
  });
  return {
    port,
    url: `tcp://127.0.0.1:${port}`,
    log: () => said,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
