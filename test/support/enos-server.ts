import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type EnosDevice, EnosDevices, type EnosGroup, type EnosReadings } from './enos-devices.ts';
import { apimSignature, tokenEncryption } from './enos-signing.ts';
import type { Json } from './json.ts';

/**
 * A stand-in for EnOS's Device Provisioning Service, written from its documentation only. It shares
 * no line with `cloud/` or with the station's client, so that agreeing with it means something.
 * Where the pages are silent or contradict each other, the reading is an option.
 */

export interface EnosServerOptions extends Partial<EnosReadings> {
  appKey?: string;
  appSecret?: string;
  orgId?: string;
  groups?: readonly EnosGroup[];
  /** HTTP status of documented business errors; the pages give none. */
  errorStatus?: 200 | 400;
  /** HTTP status of code 1001; the pages give none. */
  repeatStatus?: 200 | 401;
  /** What refreshing an expired token answers; the pages only name 1204. */
  refreshExpired?: 'refused' | 'renewed';
  tokenSeconds?: number;
}

/** What goes wrong with one request. `commit` = the work is done although the caller cannot know. */
export type Fault =
  | { kind: 'drop-reply' }
  | { kind: 'cut-before' }
  | { kind: 'hang'; commit: boolean }
  | { kind: 'truncated' }
  | { kind: 'captive-portal' }
  | { kind: 'status'; status: number; commit: boolean; headers?: Record<string, string> }
  | { kind: 'code'; status: number; code: number; msg: string }
  | { kind: 'empty-success' };

export interface SeenRequest {
  n: number;
  path: string;
  /** `create`, `get`, ... for devices; `token/get`, `token/refresh` for tokens. */
  action: string;
  query: Record<string, string>;
  body: Json;
  text: string;
  /** Code that was sent, or null when no readable answer went out. */
  code: number | null;
  fault: Fault['kind'] | null;
}

interface Answer {
  status: number;
  body: { code?: number; status?: number; [field: string]: unknown };
}

export interface EnosServer {
  readonly url: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly orgId: string;
  readonly requests: readonly SeenRequest[];
  readonly devices: EnosDevices;
  /** Asked for each request after it was read; `undefined` lets it pass. */
  fault: (request: SeenRequest) => Fault | undefined;
  expireTokens(): void;
  /** From now on the key pair is refused with this status, as after a withdrawn role or secret. */
  refuseAll(status: 401 | 403 | null): void;
  /** What changes a device and was sent again after an unknown outcome without a look-up in between. */
  blindResends(): string[];
  close(): Promise<void>;
}

export async function startEnosServer(options: EnosServerOptions = {}): Promise<EnosServer> {
  const {
    appKey = 'exampleAppKey',
    appSecret = 'exampleAppSecret',
    orgId = 'o-maker',
    errorStatus = 200,
    repeatStatus = 401,
    refreshExpired = 'refused',
    tokenSeconds = 7200,
  } = options;
  const devices = new EnosDevices(options);
  const requests: SeenRequest[] = [];
  const usedSignatures = new Set<string>();
  const sockets = new Set<Socket>();
  let token: { text: string; until: number } | null = null;
  const oldTokens = new Set<string>();
  let refused: 401 | 403 | null = null;
  let fault: EnosServer['fault'] = () => undefined;

  const validToken = (): string => {
    if (token && token.until > Date.now()) return token.text;
    if (token) oldTokens.add(token.text);
    token = { text: `token-${randomUUID()}`, until: Date.now() + tokenSeconds * 1000 };
    return token.text;
  };
  const tokenReply = (status: number, msg: string, data?: unknown): Answer => ({
    status: status === 1001 ? repeatStatus : status === 0 ? 200 : errorStatus,
    body: { status, msg, business: 'apim-token-service', ...(data === undefined ? {} : { data }) },
  });
  const apiReply = (code: number, msg: string, rest: object = {}, status?: number): Answer => ({
    status: status ?? (code === 0 ? 200 : errorStatus),
    body: { code, msg, requestId: randomUUID(), ...rest },
  });

  const answerToken = (seen: SeenRequest): Answer => {
    const { appKey: key, timestamp, encryption, accessToken } = seen.body ?? {};
    if (!key || !timestamp || !encryption) return tokenReply(1202, 'parameter is empty');
    if (!/^\d+$/.test(String(timestamp))) return tokenReply(1004, 'invalid parameter');
    if (key !== appKey) return tokenReply(1002, 'appKey does not exist');
    if (encryption !== tokenEncryption(appKey, String(timestamp), appSecret)) {
      return tokenReply(1003, 'encryption is not valid');
    }
    const used = `${seen.action} ${encryption}`;
    if (usedSignatures.has(used)) {
      return tokenReply(1001, 'repeated request with the same encryption');
    }
    usedSignatures.add(used);
    if (seen.action === 'token/refresh') {
      const known = token?.text === accessToken || oldTokens.has(accessToken);
      const valid = token !== null && token.text === accessToken && token.until > Date.now();
      if (!known || (!valid && refreshExpired === 'refused')) {
        return tokenReply(1204, 'token refresh failed');
      }
      if (token) oldTokens.add(token.text);
      token = null;
    }
    const text = validToken();
    const expire = Math.floor(((token?.until ?? 0) - Date.now()) / 1000);
    return tokenReply(0, 'SUCCESS', { accessToken: text, expire });
  };

  const whyUnsigned = (request: IncomingMessage, seen: SeenRequest, url: URL): Answer | null => {
    const given = request.headers['apim-accesstoken'];
    const signature = request.headers['apim-signature'];
    const timestamp = request.headers['apim-timestamp'];
    if (!given || !signature || !timestamp) return apiReply(1202, 'parameter empty', {}, 401);
    if (token?.text !== given || token.until <= Date.now()) {
      return apiReply(1203, 'token expired', {}, 401);
    }
    const expected = apimSignature({
      accessToken: String(given),
      query: url.searchParams,
      body: seen.text,
      timestamp: String(timestamp),
      appSecret,
    });
    if (signature !== expected) return apiReply(1003, 'encryption not valid', {}, 401);
    if (usedSignatures.has(expected)) {
      return apiReply(1001, 'repeated request with the same encryption', {}, repeatStatus);
    }
    usedSignatures.add(expected);
    return null;
  };

  const answer = (request: IncomingMessage, seen: SeenRequest, url: URL): Answer => {
    if (refused) return apiReply(refused, 'Unauthorized', {}, refused);
    if (seen.action.startsWith('token/')) return answerToken(seen);
    const unsigned = whyUnsigned(request, seen, url);
    if (unsigned) return unsigned;
    const method = seen.action === 'get' ? 'GET' : 'POST';
    if (request.method !== method) return apiReply(99400, 'method not allowed', {}, 405);
    if (seen.query['orgId'] && seen.query['orgId'] !== orgId) {
      return apiReply(35603, 'Unauthorized to access the resource');
    }
    const { code, msg, ...rest } = devices.call(seen.action, seen.query, seen.body);
    return apiReply(code, msg, rest);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://enos');
    let text = '';
    request.setEncoding('utf8');
    for await (const chunk of request) text += chunk;
    const tokenCall = /^\/apim-token-service\/v2\.0\/(token\/(?:get|refresh))$/.exec(url.pathname);
    const version = /^\/dps-service\/(v2\.5|v4\.0)\/pvs\/device$/.exec(url.pathname)?.[1];
    const isDevice = version !== undefined;
    const query = Object.fromEntries(url.searchParams);
    const seen: SeenRequest = {
      n: requests.length + 1,
      path: url.pathname,
      action: tokenCall?.[1] ?? (isDevice ? actionOf(query['action'] ?? '', version) : ''),
      query,
      body: parsed(text),
      text,
      code: null,
      fault: null,
    };
    requests.push(seen);
    if (!tokenCall && !isDevice) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
      return;
    }
    const broken = fault(seen);
    seen.fault = broken?.kind ?? null;
    if (broken && !commits(broken)) {
      send(response, request.socket, seen, broken, null);
      return;
    }
    const made = answer(request, seen, url);
    if (broken) send(response, request.socket, seen, broken, made);
    else {
      seen.code = made.body.code ?? made.body.status ?? null;
      response.writeHead(made.status, { 'content-type': 'application/json;charset=UTF-8' });
      response.end(JSON.stringify(made.body));
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    appKey,
    appSecret,
    orgId,
    requests,
    devices,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    expireTokens: () => {
      if (token) token.until = 0;
    },
    refuseAll: (status) => {
      refused = status;
    },
    blindResends: () => blindResends(requests, devices),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** V4.0 has four operations, two of them under other names; the overview has the new names there too. */
const v4Actions: Record<string, string> = {
  create: 'create',
  get: 'get',
  activate: 'allocate',
  allocate: 'allocate',
  reprovision: 'resetAllocationStatus',
  resetAllocationStatus: 'resetAllocationStatus',
};
const actionOf = (action: string, version: string): string =>
  version === 'v2.5' ? action : (v4Actions[action] ?? `${action} of ${version}`);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const commits = (fault: Fault): boolean =>
  fault.kind === 'drop-reply' || fault.kind === 'truncated' || ('commit' in fault && fault.commit);

function send(
  response: ServerResponse,
  socket: Socket,
  seen: SeenRequest,
  fault: Fault,
  made: Answer | null,
): void {
  const json = { 'content-type': 'application/json;charset=UTF-8' };
  switch (fault.kind) {
    case 'drop-reply':
    case 'cut-before':
      socket.destroy();
      return;
    case 'hang':
      return;
    case 'truncated': {
      const whole = JSON.stringify(made?.body);
      response.writeHead(200, json).end(whole.slice(0, Math.floor(whole.length / 2)));
      return;
    }
    case 'captive-portal':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Guest network</title><form>Accept the terms</form>');
      return;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/plain', ...fault.headers });
      response.end('something went wrong');
      return;
    case 'code':
      seen.code = fault.code;
      response.writeHead(fault.status, json);
      response.end(JSON.stringify({ code: fault.code, msg: fault.msg, requestId: randomUUID() }));
      return;
    default:
      seen.code = 0;
      response.writeHead(200, json);
      response.end(JSON.stringify({ code: 0, msg: 'OK', requestId: randomUUID(), data: [] }));
  }
}

/**
 * Only outcomes that nobody could know count: a reply that never came or broke off. A status 500 is
 * an answer, and whether to look up after it is the client's judgement.
 */
function blindResends(requests: readonly SeenRequest[], devices: EnosDevices): string[] {
  const inDoubt = new Map<string, number>();
  const found: string[] = [];
  const unknownOutcome = new Set(['drop-reply', 'cut-before', 'truncated', 'hang']);
  for (const seen of requests) {
    if (changing.has(seen.action)) {
      const key = subjectOf(seen, devices);
      const since = inDoubt.get(key);
      if (since !== undefined) found.push(`${key}: request ${since}, again ${seen.n}`);
      if (seen.fault && unknownOutcome.has(seen.fault)) inDoubt.set(key, seen.n);
      else inDoubt.delete(key);
    } else if ((seen.action === 'search' || seen.action === 'get') && seen.code === 0) {
      const asked = seen.text + JSON.stringify(seen.query);
      for (const key of inDoubt.keys()) {
        const [, deviceSn = '', sn = ''] = key.split(' ').slice(0, 3);
        const names = [deviceSn, sn].filter((name) => name !== '');
        if (names.some((name) => asked.includes(name))) inDoubt.delete(key);
      }
    }
  }
  return found;
}

/** Those after which the device is still there to be asked for. */
const changing = new Set(['create', 'allocate', 'update', 'resetAllocationStatus']);

/** `create DEVICESN SN GROUP`: both names, since a look-up may use either. */
function subjectOf(seen: SeenRequest, devices: EnosDevices): string {
  const named = seen.body?.sn ?? seen.body?.sns?.[0];
  const device: EnosDevice | undefined =
    seen.action === 'create'
      ? devices.find(seen.body?.groupId, seen.body?.deviceData?.deviceSn)
      : devices.all().find((one) => one.sn === named);
  const deviceSn = device?.deviceData['deviceSn'] ?? seen.body?.deviceData?.deviceSn ?? '';
  return `${seen.action} ${deviceSn} ${device?.sn ?? named ?? ''} ${seen.body?.groupId ?? ''}`.trim();
}
