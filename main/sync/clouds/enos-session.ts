import { z } from 'zod';
import type { CloudLink } from '../../../shared/models/settings.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import { apiSignature, tokenEncryption } from '../../../shared/signing/enos.ts';
import type { Http, HttpReply } from '../../world.ts';
import type { LinkFailure } from './cloud.ts';

/**
 * Token, signature and envelope of the EnOS API (EnOS docs: "Get Access Token", "Invoke API with
 * Access Token", "API overview"). Lineside's own cloud speaks the same.
 */

/** An answer that came from the API itself, whatever its code. */
export interface ApiAnswer {
  code: number;
  message: string;
  data: unknown;
}

export type ApiReply =
  | { ok: true; answer: ApiAnswer }
  /** `sent`: the request may have had its effect although no answer came. */
  | { ok: false; sent: boolean; failure: LinkFailure };

export interface EnosSession {
  /** Has a token, or says why none is to be had. Asks only when there is none that lasts. */
  enter(): Promise<LinkFailure | null>;
  /**
   * Epoch milliseconds by the cloud's own clock, as its last answer told; null before one did. A station's clock may
   * jump between two looks at it.
   */
  time(): number | null;
  request(options: {
    method: 'GET' | 'POST';
    path: string;
    query: Record<string, string>;
    body?: unknown;
    /** For one exchange, connect to last byte; 20 s where nothing is said. */
    timeoutMs?: number;
  }): Promise<ApiReply>;
}

/** For one exchange, in milliseconds. */
const deadline = 20_000;
/** A token is renewed when less than this is left of it, in milliseconds, or a quarter of a short life. */
const renewBefore = 60_000;

/** Tries of one request when only its token or its timestamp was wrong. */
const mostTries = 6;

/** Codes of EnOS's gateway ("Get Access Token", "Invoke API with Access Token"). */
const passingCodes = new Set([1001, 1203, 1204]);
const keyCodes = new Set([1002, 1003, 1004, 1202]);
const gatewayCodes = new Set([1001, 1002, 1003, 1203, 1204]);
const internalFault = 1005;

/** `status` where the gateway answers in its token service's form instead of the API's. */
const envelopeSchema = z
  .object({
    code: z.coerce.number().optional(),
    status: z.coerce.number().optional(),
    msg: z.string().nullish(),
    message: z.string().nullish(),
    data: z.unknown().optional(),
  })
  .transform(({ code, status, ...rest }) => ({ code: code ?? status, ...rest }));
const tokenSchema = z.object({
  status: z.coerce.number().optional(),
  code: z.coerce.number().optional(),
  msg: z.string().nullish(),
  data: z.object({ accessToken: z.string().min(1), expire: z.number() }).nullish(),
});

export function createEnosSession(needs: {
  link: CloudLink;
  appSecret: string;
  http: Http;
  now(): number;
  /** Milliseconds that nobody sets. */
  steady(): number;
  /** Hears each token that it is given. */
  know?(secret: string): void;
}): EnosSession {
  const { link, appSecret, http } = needs;
  const base = link.url.replace(/\/+$/, '');
  let token: { value: string; until: number; renewAt: number } | null = null;
  let asking: Promise<LinkFailure | null> | null = null;
  let lastTimestamp = 0;
  /** The cloud's time less steady time. */
  let ahead: number | null = null;

  /** Whoever answered is the cloud: what it says is its time. */
  function heard(reply: HttpReply & { ok: true }): void {
    const at = Date.parse(reply.headers('date') ?? '');
    if (Number.isFinite(at)) ahead = at - needs.steady();
  }

  /** Milliseconds, never the same twice: EnOS answers 1001 to a repeated encryption. */
  function timestamp(): number {
    lastTimestamp = Math.max(needs.now(), lastTimestamp + 1);
    return lastTimestamp;
  }

  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    http({
      method: 'POST',
      url: base + path,
      headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
      body,
      timeoutMs: deadline,
    });

  async function askToken(renew: string | null): Promise<LinkFailure | null> {
    for (let attempt = 0; ; attempt++) {
      const at = timestamp();
      const encryption = tokenEncryption(link.appKey, at, appSecret);
      const body = { appKey: link.appKey, timestamp: at, encryption };
      const path = `/apim-token-service/v2.0/token/${renew === null ? 'get' : 'refresh'}`;
      const reply = await post(
        path,
        JSON.stringify(renew === null ? body : { ...body, accessToken: renew }),
      );
      if (!reply.ok) return networkFailure(reply);
      const parsed = tokenSchema.safeParse(json(reply.body));
      const code = parsed.data?.status ?? parsed.data?.code;
      const data = parsed.data?.data;
      if (parsed.success && (code === 0 || code === undefined) && data) {
        heard(reply);
        const life = data.expire * 1000;
        const until = needs.now() + life;
        const renewAt = until - Math.min(renewBefore, life / 4);
        token = { value: data.accessToken, until, renewAt };
        needs.know?.(data.accessToken);
        return null;
      }
      if (renew !== null && parsed.success && code !== undefined) renew = null;
      else if (code !== 1001 || attempt >= mostTries)
        return statusFailure(reply, code, parsed.data?.msg);
      if (attempt > mostTries) return statusFailure(reply, code, parsed.data?.msg);
    }
  }

  /** Many requests at once need one token: they share one asking. */
  async function freshToken(): Promise<LinkFailure | null> {
    if (token && needs.now() < token.renewAt) return null;
    asking ??= askToken(token && token.until > needs.now() ? token.value : null).finally(() => {
      asking = null;
    });
    return asking;
  }

  async function once(
    options: Parameters<EnosSession['request']>[0],
    used: { token: string },
  ): Promise<HttpReply> {
    const body = options.body === undefined ? '' : JSON.stringify(options.body);
    const at = timestamp();
    const query = Object.entries({ ...options.query, orgId: link.orgId });
    const accessToken = used.token;
    const signature = apiSignature({ accessToken, query, body, timestamp: at, appSecret });
    return http({
      method: options.method,
      url: `${base}${options.path}?${new URLSearchParams(query)}`,
      headers: {
        'content-type': 'application/json;charset=UTF-8',
        'apim-accesstoken': accessToken,
        'apim-signature': signature,
        'apim-timestamp': String(at),
      },
      ...(options.body === undefined ? {} : { body }),
      timeoutMs: options.timeoutMs ?? deadline,
    });
  }

  return {
    enter: freshToken,
    time: () => (ahead === null ? null : Math.floor(ahead + needs.steady())),
    async request(options) {
      for (let attempt = 0; ; attempt++) {
        const failure = await freshToken();
        if (failure) return { ok: false, sent: false, failure };
        const used = { token: (token as { value: string }).value };
        const reply = await once(options, used);
        if (!reply.ok) return { ok: false, sent: reply.sent, failure: networkFailure(reply) };
        const parsed = envelopeSchema.safeParse(json(reply.body));
        const code = parsed.data?.code;
        const expired = code === 1203 || (code === 1204 && reply.status === 401);
        if (expired && attempt < mostTries) {
          if (token?.value === used.token) token = null;
          continue;
        }
        if (code === 1001 && attempt < mostTries) continue;
        // The gateway in front of the service answered, not the service: it was not let through.
        const kept = reply.status === 401 || reply.status === 403 || gatewayCodes.has(code ?? 0);
        if (kept || code === undefined || code === internalFault || isBusy(reply)) {
          const message = parsed.data?.msg ?? parsed.data?.message;
          return { ok: false, sent: !kept, failure: statusFailure(reply, code, message) };
        }
        const { msg, message, data } = parsed.data ?? {};
        heard(reply);
        return { ok: true, answer: { code, message: msg ?? message ?? '', data } };
      }
    },
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isBusy = (reply: HttpReply & { ok: true }) =>
  reply.status === 408 || reply.status === 425 || reply.status === 429 || reply.status >= 500;

function networkFailure(reply: HttpReply & { ok: false }): LinkFailure {
  const code = reply.tls ? 'cloud-tls-refused' : 'cloud-unreachable';
  return { problem: problem(code, { detail: reply.detail }), pause: false, retryAfterMs: null };
}

/** The answer is no answer of the API, or says that we may not come in. */
function statusFailure(
  reply: HttpReply & { ok: true },
  code: number | undefined,
  message: string | null | undefined,
): LinkFailure {
  const detail = `HTTP ${reply.status}${code === undefined ? '' : `, code ${code}`}${message ? `, ${message}` : ''}`;
  const retryAfterMs = retryAfter(reply.headers);
  const refused = reply.status === 401 || reply.status === 403 || keyCodes.has(code ?? 0);
  // A token that keeps expiring or a signature met twice is no question of the key.
  if (refused && !passingCodes.has(code ?? 0)) {
    return { problem: problem('cloud-key-refused', { detail }), pause: true, retryAfterMs };
  }
  const why: Problem =
    isBusy(reply) || code === internalFault || passingCodes.has(code ?? 0)
      ? problem('cloud-busy', { detail })
      : problem('cloud-answer-unreadable', { detail });
  return { problem: why, pause: false, retryAfterMs };
}

/**
 * Retry-After in seconds or as a date (RFC 9110 §10.2.3), as milliseconds, at most five minutes. A date is
 * counted from the answer's own: the station's clock may be years away.
 */
function retryAfter(headers: (name: string) => string | null): number | null {
  const text = headers('retry-after')?.trim();
  if (text === undefined) return null;
  const answeredAt = Date.parse(headers('date') ?? '');
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - answeredAt;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 300_000) : null;
}
