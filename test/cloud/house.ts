import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { secretPlace } from '../../cloud/ou/home.ts';
import { Vault } from '../../cloud/secrets/vault.ts';
import type { Happening } from '../../shared/models/history.ts';
import type { ApiReply, CloudKeys } from '../support/enos-client.ts';
import { deviceSign } from '../support/enos-signing.ts';
import type { Json } from '../support/json.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import {
  freshDatabase,
  newMasterKey,
  type Service,
  StationClient,
  sampleCatalog,
  sql,
  startService,
} from './support.ts';

/** Where devices of these tests go. */
export const solar = { regionId: 'beta', orgId: 'o-solar' };
export const grid = { regionId: 'eu2', orgId: 'o-grid' };

const groups = [
  { groupId: 'MIG', reprovisionMethod: 'migrate' },
  { groupId: 'INI', reprovisionMethod: 'initialize' },
  { groupId: 'NON', reprovisionMethod: 'none' },
  { groupId: 'PRV', reprovisionMethod: 'migrate', privateModel: true },
  { groupId: 'AUT', reprovisionMethod: 'migrate', autoActivation: true },
  { groupId: 'SHY', autoActivation: true, autoRegistration: false },
  { groupId: 'REQ', autoActivation: true, masterDataGroupId: 'md-strict' },
  { groupId: 'OLD', reprovisionMethod: 'migrate', autoActivation: true },
];
export const groupSecretOf = (groupId: string): string => `secret-of-${groupId}`;

/** The sample catalog, and a group for each way that a device can live. */
export async function lifeCatalog(folder: string, mqttUrl?: string): Promise<string> {
  const catalog = JSON.parse(await readFile(sampleCatalog, 'utf8'));
  if (mqttUrl !== undefined) catalog.gateways[0].mqttUrl = mqttUrl;
  catalog.masterDataGroups.push({
    id: 'md-strict',
    name: 'Strict',
    assetType: 'Inverter',
    masterData: [{ identifier: 'site', name: 'Site', type: 'String', required: true }],
  });
  for (const group of groups) {
    catalog.registrationGroups.push({
      name: group.groupId,
      masterDataGroupId: 'md-inverter',
      gatewayId: 'iot-hub',
      modelId: 'inverter-5k',
      groupSecret: groupSecretOf(group.groupId),
      ...group,
    });
  }
  const file = join(folder, 'catalog.json');
  await writeFile(file, JSON.stringify(catalog));
  return file;
}

export interface HouseSettings {
  args?: string[];
  env?: Record<string, string>;
  mqttUrl?: string;
}

/** A cloud of a test file's own, with two OUs in it: ours and a stranger's. */
export class House {
  postgres!: TestPostgres;
  database!: string;
  service!: Service;
  /** A station and application of our OU. */
  client!: StationClient;
  /** The same of another OU on the same database. */
  stranger!: StationClient;
  readonly key = newMasterKey();

  /**
   * To be called once in a test file.
   * @param env settings of the service beside its key.
   * @param more what is known only when the test begins, and where its gateway listens.
   */
  constructor(env: Record<string, string> = {}, more = async (): Promise<HouseSettings> => ({})) {
    let folder = '';
    beforeAll(async () => {
      this.postgres = await startPostgres();
      this.database = await freshDatabase(this.postgres.url);
      folder = await mkdtemp(join(tmpdir(), 'lineside-cloud-'));
      const { args = [], env: later = {}, mqttUrl } = await more();
      const catalog = await lifeCatalog(folder, mqttUrl);
      this.service = await startService(
        ['--database-url', this.database, '--seed', catalog, ...args],
        { ...env, ...later, LINESIDE_CLOUD_KEY: this.key },
      );
      this.client = new StationClient(this.service);
      this.stranger = await secondOu(this.database, this.key, this.service);
    });
    afterAll(async () => {
      await this.service?.stop();
      await this.postgres?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });
  }

  async device(sn: string): Promise<Json> {
    const reply = await this.client.call('get', { query: { sn } });
    expect([reply.code, reply.msg]).toEqual([0, 'OK']);
    return reply.data;
  }

  allocate(sn: string, target: object = solar): Promise<ApiReply> {
    return this.client.call('allocate', { body: { sn, deviceData: target } });
  }

  reset(groupId: string, sns: readonly string[], action = 'resetAllocationStatus') {
    return this.client.call(action, { body: { groupId, sns } });
  }

  async look(groupId: string, deviceSn: string): Promise<{ device: Json; history: Happening[] }> {
    const { data } = await this.client.lineside('devices/look', {
      devices: [{ groupId, deviceSn }],
    });
    return data.devices[0];
  }

  /** What happened to a device, in order. */
  async tale(groupId: string, deviceSn: string): Promise<string[]> {
    return (await this.look(groupId, deviceSn)).history.map(({ what }) => what);
  }

  /** A device boots. `change` replaces what it would say. */
  bootstrap(groupId: string, deviceSn: string, change: object = {}, secret?: string) {
    const body = { ...this.boot(groupId, deviceSn, secret), ...change };
    return this.client.post('/dev/bootstrap', body);
  }

  /** What a device says when it boots. */
  boot(groupId: string, deviceSn: string, secret = groupSecretOf(groupId)) {
    const timestamp = Number(this.client.timestamp());
    return {
      groupId,
      deviceSn,
      dpsSignMethod: 'sha256',
      dpsSignTimestamp: timestamp,
      dpsSign: deviceSign(deviceSn, timestamp, secret),
      deviceName: { defaultValue: `Device ${deviceSn}` },
      timezone: '+08:00',
    };
  }

  /** What a device shows to get/conn. */
  proof(groupId: string, sn: string) {
    const timestamp = Number(this.client.timestamp());
    return { sn, timestamp, sign: deviceSign(sn, timestamp, groupSecretOf(groupId)) };
  }
}

/** The service makes one OU; a second one is put in by hand. */
export async function secondOu(
  database: string,
  key: string,
  service: CloudKeys,
): Promise<StationClient> {
  const keys = { ...service, orgId: 'o-second', appKey: 'second', appSecret: 'its own secret' };
  const sealed = new Vault(key).seal(secretPlace('o-second', 'second'), keys.appSecret);
  await sql(
    database,
    `insert into ou select 'o-second', key_check, created_at + 1 from ou limit 1`,
  );
  await sql(database, `insert into app values ('o-second', 'second', $1, 1)`, [sealed]);
  return new StationClient(keys);
}

/** What matters of a refusal. */
export const refusal = ({ http, code, msg }: ApiReply) => ({ http, code, msg });
