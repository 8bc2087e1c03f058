import { randomUUID } from 'node:crypto';
import { EnosDevices, type EnosGroup, type EnosReadings } from './enos-devices.ts';
import { blindResends, subjectOf } from './enos-resends.ts';
import { apimSignature, tokenEncryption } from './enos-signing.ts';
import type { Json } from './json.ts';

/**
 * What EnOS's Device Provisioning Service answers to a request, without a socket: written from its
 * documentation only, it shares no line with `cloud/` or with the station's client, so that agreeing with it
 * means something. Where the pages are silent or contradict each other, the reading is an option.
 */

export interface EnosOptions extends Partial<EnosReadings> {
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
  /** Epoch milliseconds by the cloud's own clock. */
  now?(): number;
  newId?(): string;
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
  stray: boolean;
  /** Whom it would change, as `enos-resends.ts` names it; empty: nobody. */
  subject: string;
}

interface Answer {
  status: number;
  body: { code?: number; status?: number; [field: string]: unknown };
}

/** A request as it came in. */
export interface EnosRequest {
  method: string;
  /** Path and query. */
  url: string;
  header(name: string): string | undefined;
  text: string;
  /** The network's doing, not the caller's: it came a second time, or long after it was given up. */
  stray?: boolean;
}

/** What the caller gets: an answer, a connection that ends, or nothing for ever. */
export type EnosReply =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'cut' }
  | { kind: 'silence' };

export interface EnosModel {
  readonly appKey: string;
  readonly appSecret: string;
  readonly orgId: string;
  readonly requests: readonly SeenRequest[];
  readonly devices: EnosDevices;
  /** Asked for each request after it was read; `undefined` lets it pass. */
  fault: (request: SeenRequest) => Fault | undefined;
  ask(request: EnosRequest): EnosReply;
  /** Epoch milliseconds by its clock. */
  now(): number;
  expireTokens(): void;
  /** From now on the key pair is refused with this status, as after a withdrawn role or secret. */
  refuseAll(status: 401 | 403 | null): void;
  /** What changes a device and was sent again after an unknown outcome without a look-up in between. */
  blindResends(): string[];
}

export function createEnosModel(options: EnosOptions = {}): EnosModel {
  const {
    appKey = 'exampleAppKey',
    appSecret = 'exampleAppSecret',
    orgId = 'o-maker',
    errorStatus = 200,
    repeatStatus = 401,
    refreshExpired = 'refused',
    tokenSeconds = 7200,
    now = () => Date.now(),
    newId = randomUUID,
  } = options;
  const devices = new EnosDevices(options);
  const requests: SeenRequest[] = [];
  const usedSignatures = new Set<string>();
  let token: { text: string; until: number } | null = null;
  const oldTokens = new Set<string>();
  let refused: 401 | 403 | null = null;
  let fault: EnosModel['fault'] = () => undefined;

  const validToken = (): string => {
    if (token && token.until > now()) return token.text;
    if (token) oldTokens.add(token.text);
    token = { text: `token-${newId()}`, until: now() + tokenSeconds * 1000 };
    return token.text;
  };
  const tokenReply = (status: number, msg: string, data?: unknown): Answer => ({
    status: status === 1001 ? repeatStatus : status === 0 ? 200 : errorStatus,
    body: { status, msg, business: 'apim-token-service', ...(data === undefined ? {} : { data }) },
  });
  const apiReply = (code: number, msg: string, rest: object = {}, status?: number): Answer => ({
    status: status ?? (code === 0 ? 200 : errorStatus),
    body: { code, msg, requestId: newId(), ...rest },
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
      const valid = token !== null && token.text === accessToken && token.until > now();
      if (!known || (!valid && refreshExpired === 'refused')) {
        return tokenReply(1204, 'token refresh failed');
      }
      if (token) oldTokens.add(token.text);
      token = null;
    }
    const text = validToken();
    const expire = Math.floor(((token?.until ?? 0) - now()) / 1000);
    return tokenReply(0, 'SUCCESS', { accessToken: text, expire });
  };

  const whyUnsigned = (
    request: EnosRequest,
    seen: SeenRequest,
    query: URLSearchParams,
  ): Answer | null => {
    const given = request.header('apim-accesstoken');
    const signature = request.header('apim-signature');
    const timestamp = request.header('apim-timestamp');
    if (!given || !signature || !timestamp) return apiReply(1202, 'parameter empty', {}, 401);
    if (token?.text !== given || token.until <= now()) {
      return apiReply(1203, 'token expired', {}, 401);
    }
    const expected = apimSignature({
      accessToken: given,
      query,
      body: seen.text,
      timestamp,
      appSecret,
    });
    if (signature !== expected) return apiReply(1003, 'encryption not valid', {}, 401);
    if (usedSignatures.has(expected)) {
      return apiReply(1001, 'repeated request with the same encryption', {}, repeatStatus);
    }
    usedSignatures.add(expected);
    return null;
  };

  const answer = (request: EnosRequest, seen: SeenRequest, query: URLSearchParams): Answer => {
    if (refused) return apiReply(refused, 'Unauthorized', {}, refused);
    if (seen.action.startsWith('token/')) return answerToken(seen);
    const unsigned = whyUnsigned(request, seen, query);
    if (unsigned) return unsigned;
    const method = seen.action === 'get' ? 'GET' : 'POST';
    if (request.method !== method) return apiReply(99400, 'method not allowed', {}, 405);
    if (seen.query['orgId'] && seen.query['orgId'] !== orgId) {
      return apiReply(35603, 'Unauthorized to access the resource');
    }
    const { code, msg, ...rest } = devices.call(seen.action, seen.query, seen.body);
    return apiReply(code, msg, rest);
  };

  function ask(request: EnosRequest): EnosReply {
    const url = new URL(request.url, 'http://enos');
    const tokenCall = /^\/apim-token-service\/v2\.0\/(token\/(?:get|refresh))$/.exec(url.pathname);
    const version = /^\/dps-service\/(v2\.5|v4\.0)\/pvs\/device$/.exec(url.pathname)?.[1];
    const query = Object.fromEntries(url.searchParams);
    const action = version === undefined ? '' : actionOf(query['action'] ?? '', version);
    const seen: SeenRequest = {
      n: requests.length + 1,
      path: url.pathname,
      action: tokenCall?.[1] ?? action,
      query,
      body: parsed(request.text),
      text: request.text,
      code: null,
      fault: null,
      stray: request.stray ?? false,
      subject: '',
    };
    seen.subject = subjectOf(seen, devices);
    requests.push(seen);
    if (!tokenCall && version === undefined) return plain(404, '404 page not found');
    const broken = fault(seen);
    seen.fault = broken?.kind ?? null;
    if (broken && !commits(broken)) return brokenReply(seen, broken, null);
    const made = answer(request, seen, url.searchParams);
    if (broken) return brokenReply(seen, broken, made);
    seen.code = made.body.code ?? made.body.status ?? null;
    return jsonReply(made.status, made.body);
  }

  function brokenReply(seen: SeenRequest, how: Fault, made: Answer | null): EnosReply {
    switch (how.kind) {
      case 'drop-reply':
      case 'cut-before':
        return { kind: 'cut' };
      case 'hang':
        return { kind: 'silence' };
      case 'truncated': {
        const whole = JSON.stringify(made?.body);
        const body = whole.slice(0, Math.floor(whole.length / 2));
        return { kind: 'answer', status: 200, headers: json, body };
      }
      case 'captive-portal': {
        const body = '<!doctype html><title>Guest network</title><form>Accept the terms</form>';
        return { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body };
      }
      case 'status':
        return plain(how.status, 'something went wrong', how.headers);
      case 'code':
        seen.code = how.code;
        return jsonReply(how.status, { code: how.code, msg: how.msg, requestId: newId() });
      default:
        seen.code = 0;
        return jsonReply(200, { code: 0, msg: 'OK', requestId: newId(), data: [] });
    }
  }

  return {
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
    ask,
    now,
    expireTokens: () => {
      if (token) token.until = 0;
    },
    refuseAll: (status) => {
      refused = status;
    },
    blindResends: () => blindResends(requests),
  };
}

const json = { 'content-type': 'application/json;charset=UTF-8' };

const jsonReply = (status: number, body: object): EnosReply => ({
  kind: 'answer',
  status,
  headers: json,
  body: JSON.stringify(body),
});

const plain = (status: number, body: string, headers: Record<string, string> = {}): EnosReply => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/plain', ...headers },
  body,
});

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
