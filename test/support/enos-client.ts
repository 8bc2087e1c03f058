import { apimSignature, tokenEncryption } from './enos-signing.ts';
import type { Json } from './json.ts';

/**
 * An independent client of the EnOS API, for asking a cloud what it really holds. It shares no line
 * with the station's own client.
 */

export interface CloudKeys {
  url: string;
  appKey: string;
  appSecret: string;
  orgId: string;
}

export interface ApiReply {
  http: number;
  code: number;
  msg: string;
  data: Json;
  whole: Json;
}

export class EnosClient {
  readonly #keys: CloudKeys;
  #token: Promise<string> | null = null;
  /** EnOS refuses the same signature twice (1001), so no two requests carry the same timestamp. */
  static #lastTimestamp = 0;

  constructor(keys: CloudKeys) {
    this.#keys = keys;
  }

  timestamp(): string {
    EnosClient.#lastTimestamp = Math.max(Date.now(), EnosClient.#lastTimestamp + 1);
    return String(EnosClient.#lastTimestamp);
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<ApiReply> {
    const response = await fetch(this.#keys.url.replace(/\/$/, '') + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return readReply(response);
  }

  async tokenReply(change: Record<string, unknown> = {}, verb = 'get'): Promise<ApiReply> {
    const timestamp = this.timestamp();
    const { appKey, appSecret } = this.#keys;
    const encryption = tokenEncryption(appKey, timestamp, appSecret);
    const body = { appKey, timestamp: Number(timestamp), encryption, ...change };
    return this.post(`/apim-token-service/v2.0/token/${verb}`, body);
  }

  token(): Promise<string> {
    this.#token ??= this.tokenReply().then((reply) => {
      if (reply.code !== 0) throw new Error(`no token: ${JSON.stringify(reply.whole)}`);
      return String(reply.data.accessToken);
    });
    return this.#token;
  }

  /** One signed call; `change` may replace a header to make a wrong one. */
  async call(
    action: string,
    given: {
      query?: Record<string, string | undefined>;
      body?: unknown;
      version?: string;
      change?: Record<string, string>;
    } = {},
  ): Promise<ApiReply> {
    const accessToken = await this.token();
    const entries = Object.entries({ action, orgId: this.#keys.orgId, ...given.query });
    const query = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
    const body = given.body === undefined ? '' : JSON.stringify(given.body);
    const timestamp = this.timestamp();
    const { appSecret } = this.#keys;
    const path = `/dps-service/${given.version ?? 'v2.5'}/pvs/device?${new URLSearchParams(query)}`;
    const response = await fetch(this.#keys.url.replace(/\/$/, '') + path, {
      method: action === 'get' ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json;charset=UTF-8',
        'apim-accesstoken': accessToken,
        'apim-timestamp': timestamp,
        'apim-signature': apimSignature({ accessToken, query, body, timestamp, appSecret }),
        ...given.change,
      },
      ...(action === 'get' ? {} : { body }),
    });
    return readReply(response);
  }

  create(groupId: string, deviceSn: string, more: object = {}): Promise<ApiReply> {
    return this.call('create', { body: { groupId, count: 1, deviceData: { deviceSn }, ...more } });
  }

  /** Every device that matches, through all pages. */
  async searchAll(expression: string, pageSize = 1000): Promise<Json[]> {
    const found = [];
    for (let pageNo = 1; ; pageNo += 1) {
      const reply = await this.call('search', {
        body: { expression, pagination: { pageNo, pageSize } },
      });
      if (reply.code !== 0) throw new Error(`search: ${JSON.stringify(reply.whole)}`);
      const page = Array.isArray(reply.data) ? reply.data : reply.data.items;
      found.push(...page);
      if (page.length < pageSize) return found;
    }
  }
}

async function readReply(response: Response): Promise<ApiReply> {
  const text = await response.text();
  let whole: Json = null;
  try {
    whole = JSON.parse(text);
  } catch {
    whole = { code: -1, msg: text };
  }
  return {
    http: response.status,
    code: whole.code ?? whole.status,
    msg: whole.msg,
    data: whole.data,
    whole,
  };
}
