import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { OperationResult } from '../../shared/models/cloud.ts';
import { apiSignature } from '../../shared/signing/enos.ts';
import { root, sampleCatalog } from '../support/cli.ts';
import { type ApiReply, type CloudKeys, EnosClient } from '../support/enos-client.ts';
import type { Json } from '../support/json.ts';

export { sampleCatalog };

const node = join(root, 'node_modules/.bin/node');

/** What the service said on stdout, and how it ended if it has. */
export interface Service extends CloudKeys, AsyncDisposable {
  child: ChildProcess;
  log(): string;
  /** Asks it to end. @returns its exit status. */
  stop(): Promise<number | null>;
  /** No warning, no clean-up: SIGKILL to it alone. */
  kill(): Promise<void>;
}

interface Launched {
  /** The one line on stdout. */
  line: Promise<Json>;
  child: ChildProcess;
  log(): string;
  exit: Promise<number | null>;
}

/** Runs `node cloud/main.ts`. */
export function launch(args: string[], env: Record<string, string> = {}): Launched {
  const inherited = { ...process.env, LINESIDE_CLOUD_KEY: undefined, DATABASE_URL: undefined };
  const child = spawn(node, [join(root, 'cloud/main.ts'), ...args], {
    env: { ...inherited, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const line = Promise.race([
    once(lines, 'line').then(([text]) => JSON.parse(String(text)) as Json),
    exit.then((code) => {
      throw new Error(`ended with ${code} and without a line:\n${said}`);
    }),
  ]);
  return { line, child, log: () => said, exit };
}

/** A service that has to start. */
export const startService = (args: string[], env: Record<string, string> = {}): Promise<Service> =>
  started(launch(args, env));

export async function started({ line, child, log, exit }: Launched): Promise<Service> {
  const keys = await line;
  if (keys.problem) throw new Error(`not started: ${keys.problem.message}\n${log()}`);
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return exit;
  };
  return {
    ...(keys as CloudKeys),
    child,
    log,
    stop,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** A service that has to refuse. @returns its problem and its exit status. */
export async function refusedStart(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: string; message: string; status: number | null; log: string }> {
  const { line, child, log, exit } = launch(args, env);
  const said = await line;
  if (!said.problem) {
    child.kill('SIGTERM');
    await exit;
    throw new Error('it started');
  }
  return { ...said.problem, status: await exit, log: log() };
}

/** A folder of the test's own, gone when the test is. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lineside-cloud-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const newMasterKey = (): string => randomBytes(32).toString('hex');

/** A fresh database in a PostgreSQL that several tests share. */
export async function freshDatabase(serverUrl: string): Promise<string> {
  const name = `t${randomBytes(6).toString('hex')}`;
  await sql(serverUrl, `create database ${name}`);
  return serverUrl.replace(/\/[^/]*$/, `/${name}`);
}

/** One statement straight to the database. */
export async function sql(url: string, text: string, values: unknown[] = []): Promise<Json[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The EnOS client and beside it Lineside's own calls, signed the same way. */
export class StationClient extends EnosClient {
  readonly keys: CloudKeys;
  constructor(keys: CloudKeys) {
    super(keys);
    this.keys = keys;
  }

  async lineside(
    path: string,
    body?: unknown,
    query: Record<string, string> = {},
  ): Promise<ApiReply> {
    const accessToken = await this.token();
    const text = body === undefined ? '' : JSON.stringify(body);
    const all = Object.entries({ orgId: this.keys.orgId, ...query });
    const timestamp = Date.now();
    const { appSecret } = this.keys;
    const url = `${this.keys.url}/lineside/v1/${path}?${new URLSearchParams(all)}`;
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'apim-accesstoken': accessToken,
        'apim-timestamp': String(timestamp),
        'apim-signature': apiSignature({
          accessToken,
          query: all,
          body: text,
          timestamp,
          appSecret,
        }),
      },
      ...(body === undefined ? {} : { body: text }),
    });
    const whole = (await response.json()) as Json;
    return { http: response.status, code: whole.code, msg: whole.msg, data: whole.data, whole };
  }

  /** Sends a batch as station `name`. */
  async operations(operations: object[], name = 'ST-1'): Promise<OperationResult[]> {
    const station = { id: `id-${name}`, epoch: 1, name };
    const reply = await this.lineside('operations', { station, operations });
    if (reply.code !== 0) throw new Error(`${reply.http} ${JSON.stringify(reply.whole)}`);
    return reply.data.results;
  }
}

/** Operations as a station writes them. */
export const creates = (key: string, deviceSn: string, more: object = {}) => ({
  key: `create-${key}`,
  kind: 'create',
  groupId: 'INV5K1',
  deviceSn,
  batchTag: 'WO-1',
  ...more,
});
export const allocates = (key: string, deviceSn: string, orgId = 'o-solar') => ({
  key: `allocate-${key}`,
  kind: 'allocate',
  groupId: 'INV5K1',
  deviceSn,
  deviceData: { regionId: 'beta', orgId },
});
