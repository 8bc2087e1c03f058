import { z } from 'zod';
import { type Problem, problem } from '../../shared/problems.ts';
import { deviceSignature } from '../../shared/signing/enos.ts';
import type { Http } from '../world.ts';

/** The device service of a cloud, asked as a device asks it (EnOS docs: "About Device APIs"). */

/** For one exchange, connect to last byte, in milliseconds. */
const deadline = 15_000;
/** What is repeated of a service's own words, in characters. */
const longestWords = 200;

/** What a device gets. The secret is for the login only: never kept, shown or logged. */
export interface DeviceCredentials {
  mqttUrl: string;
  httpUrl: string;
  productKey: string;
  deviceKey: string;
  deviceSecret: string;
}

export type ServiceAnswer =
  | { kind: 'credentials'; credentials: DeviceCredentials }
  /** `signature`: it says that the device does not know the group's secret. */
  | { kind: 'refused'; signature: boolean; problem: Problem }
  | { kind: 'unreachable'; problem: Problem };

export interface DeviceService {
  http: Http;
  /** Address of the service, without `/dev`. */
  url: string;
  now(): number;
}

/** Registers a device that nobody registered, and may allocate and activate it: never to look only. */
export function bootstrap(
  service: DeviceService,
  device: {
    groupId: string;
    groupSecret: string;
    deviceSn: string;
    deviceName: string;
    /** `+08:00` */
    timezone: string;
  },
): Promise<ServiceAnswer> {
  const { groupId, groupSecret, deviceSn, deviceName, timezone } = device;
  const timestamp = service.now();
  const sign = deviceSignature(deviceSn, timestamp, groupSecret);
  const body = {
    deviceSn,
    groupId,
    dpsSignMethod: 'sha256',
    dpsSignTimestamp: timestamp,
    dpsSign: sign,
    deviceName: { defaultValue: deviceName },
    timezone,
  };
  return ask(service, 'bootstrap', body, sign);
}

/** Credentials of a device that is registered, allocated and activated, by the cloud's own `sn`. */
export function connectionInfo(
  service: DeviceService,
  { sn, groupSecret }: { sn: string; groupSecret: string },
): Promise<ServiceAnswer> {
  const timestamp = service.now();
  const sign = deviceSignature(sn, timestamp, groupSecret);
  return ask(service, 'get/conn', { self: { sn, timestamp, sign }, signMethod: 'sha256' }, sign);
}

const text = z.string().min(1);
const credentialsSchema = z.object({
  murl: z.string().nullish(),
  hurl: z.string().nullish(),
  pk: text,
  dk: text,
  ds: text,
});
const refusalSchema = z.object({
  code: z.union([z.number(), z.string()]).nullish(),
  msg: z.string().nullish(),
  message: z.string().nullish(),
});

async function ask(
  { http, url }: DeviceService,
  call: string,
  body: object,
  sign: string,
): Promise<ServiceAnswer> {
  const base = url.replace(/\/+$/, '');
  const unreachable = (detail: string): ServiceAnswer => ({
    kind: 'unreachable',
    problem: problem('device-api-unreachable', { url: base, detail }),
  });
  const reply = await http({
    method: 'POST',
    url: `${base}/dev/${call}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: deadline,
  });
  if (!reply.ok) return unreachable(reply.detail);
  const json = parsed(reply.body);
  const given = credentialsSchema.safeParse(json);
  if (given.success) {
    const { murl, hurl, pk, dk, ds } = given.data;
    const credentials = {
      mqttUrl: murl ?? '',
      httpUrl: hurl ?? '',
      productKey: pk,
      deviceKey: dk,
      deviceSecret: ds,
    };
    return { kind: 'credentials', credentials };
  }
  const busy = reply.status === 408 || reply.status === 429 || reply.status >= 500;
  const said = refusalSchema.safeParse(json);
  // A page of a guest network, a proxy's error: nobody who knows devices has answered.
  if (busy || !said.success) return unreachable(`HTTP ${reply.status}`);
  const message = (said.data.msg ?? said.data.message ?? `HTTP ${reply.status}`)
    .replaceAll(sign, '…')
    .slice(0, longestWords);
  return {
    kind: 'refused',
    signature: reply.status === 401 || reply.status === 403 || /sign/i.test(message),
    problem: problem('device-api-refused', { message, code: said.data.code ?? reply.status }),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
