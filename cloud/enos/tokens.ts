import { createHash, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { tokenEncryption } from '../../shared/signing/enos.ts';
import { inTransaction, type Queries } from '../database/transaction.ts';
import { secretPlace } from '../ou/home.ts';
import { randomText } from '../secrets/random-text.ts';
import type { Vault } from '../secrets/vault.ts';

/** How far a request's clock may be from ours, in milliseconds. EnOS does not say; see ADR 0003. */
export const clockWindow = 5 * 60 * 1000;

/** A refusal of the token service, or of a token or signature later: always HTTP 401. */
export class TokenError extends Error {
  readonly code: number;
  constructor(code: keyof typeof tokenMessages, detail = '') {
    super(tokenMessages[code] + detail);
    this.name = 'TokenError';
    this.code = Number(code);
  }
}
const tokenMessages = {
  1001: 'repeated request with the same encryption',
  1002: 'appKey does not exist',
  1003: 'encryption not valid',
  1004: 'invalid parameter',
  1202: 'parameter empty',
  1203: 'token expired',
  1204: 'token refresh failed',
} as const;

export interface Token {
  accessToken: string;
  /** Seconds it is still good for. */
  expire: number;
}

export interface App {
  orgId: string;
  appKey: string;
  appSecret: string;
}

/** Gives tokens and knows them again, in every instance on one database. */
export class Tokens {
  readonly #pool: pg.Pool;
  readonly #vault: Vault;
  readonly #seconds: number;

  /** @param seconds how long a new token is good for. */
  constructor(pool: pg.Pool, vault: Vault, seconds: number) {
    this.#pool = pool;
    this.#vault = vault;
    this.#seconds = seconds;
  }

  /** The valid token of this application, or a new one. @throws TokenError */
  async get(body: Record<string, unknown>): Promise<Token> {
    return inTransaction(this.#pool, async (client) => {
      const app = await this.#admit(client, body);
      return (await this.#newest(client, app)) ?? this.#issue(client, app);
    });
  }

  /** A new token; the old one stays good until its own end, because others may share it. @throws TokenError */
  async refresh(body: Record<string, unknown>): Promise<Token> {
    const accessToken = required(body, 'accessToken');
    return inTransaction(this.#pool, async (client) => {
      const app = await this.#admit(client, body);
      const known = await client.query(
        'select 1 from token where org_id = $1 and app_key = $2 and token_hash = $3 and expires_at > $4',
        [app.orgId, app.appKey, hashOf(accessToken), Date.now()],
      );
      if (known.rowCount === 0) throw new TokenError(1204);
      return this.#issue(client, app);
    });
  }

  /** Whose token this is; null when nobody's or expired. */
  async ownerOf(accessToken: string): Promise<App | null> {
    const found = await this.#pool.query<AppRow>(
      `select app.org_id, app.app_key, app.app_secret from token
       join app on app.org_id = token.org_id and app.app_key = token.app_key
       where token.token_hash = $1 and token.expires_at > $2`,
      [hashOf(accessToken), Date.now()],
    );
    return found.rows[0] ? this.#open(found.rows[0]) : null;
  }

  async #admit(client: Queries, body: Record<string, unknown>): Promise<App> {
    const appKey = required(body, 'appKey');
    const encryption = required(body, 'encryption');
    const timestamp = checkedTime(required(body, 'timestamp'));
    const found = await client.query<AppRow>(
      // Locked, so that two requests at once get one token and not two.
      'select org_id, app_key, app_secret from app where app_key = $1 for update',
      [appKey],
    );
    if (!found.rows[0]) throw new TokenError(1002);
    const app = this.#open(found.rows[0]);
    if (!isSame(encryption, tokenEncryption(appKey, timestamp, app.appSecret))) {
      throw new TokenError(1003);
    }
    const now = Date.now();
    await client.query('delete from token_request where org_id = $1 and app_key = $2 and at < $3', [
      app.orgId,
      appKey,
      now - 2 * clockWindow,
    ]);
    const fresh = await client.query(
      `insert into token_request (org_id, app_key, encryption, at) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [app.orgId, app.appKey, encryption, now],
    );
    if (fresh.rowCount === 0) throw new TokenError(1001);
    return app;
  }

  async #newest(client: Queries, app: App): Promise<Token | null> {
    const found = await client.query<{ token_hash: Buffer; token: Buffer; expires_at: number }>(
      `select token_hash, token, expires_at from token
       where org_id = $1 and app_key = $2 and expires_at > $3 order by expires_at desc limit 1`,
      [app.orgId, app.appKey, Date.now()],
    );
    const row = found.rows[0];
    if (!row) return null;
    return {
      accessToken: this.#vault.open(tokenPlace(row.token_hash), row.token),
      expire: Math.max(1, Math.ceil((row.expires_at - Date.now()) / 1000)),
    };
  }

  async #issue(client: Queries, app: App): Promise<Token> {
    const accessToken = randomText(43);
    const hash = hashOf(accessToken);
    const now = Date.now();
    await client.query('delete from token where org_id = $1 and expires_at < $2', [app.orgId, now]);
    await client.query(
      'insert into token (org_id, app_key, token_hash, token, expires_at) values ($1, $2, $3, $4, $5)',
      [
        app.orgId,
        app.appKey,
        hash,
        this.#vault.seal(tokenPlace(hash), accessToken),
        now + this.#seconds * 1000,
      ],
    );
    return { accessToken, expire: this.#seconds };
  }

  #open(row: AppRow): App {
    const { org_id: orgId, app_key: appKey } = row;
    return {
      orgId,
      appKey,
      appSecret: this.#vault.open(secretPlace(orgId, appKey), row.app_secret),
    };
  }
}

interface AppRow {
  org_id: string;
  app_key: string;
  app_secret: Buffer;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const tokenPlace = (hash: Buffer) => ({
  table: 'token',
  row: hash.toString('hex'),
  column: 'token',
});

/** Compares without telling by its duration how much was right. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** @throws TokenError 1004 when it is no time in ms, or too far from ours. */
export function checkedTime(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new TokenError(1004, ': timestamp');
  if (Math.abs(Number(text) - Date.now()) > clockWindow) {
    throw new TokenError(1004, ': timestamp is more than 5 minutes away from the time here');
  }
  return Number(text);
}

function required(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (value === undefined || value === null || value === '') throw new TokenError(1202);
  if (typeof value === 'number' && name === 'timestamp') return String(value);
  if (typeof value !== 'string' || value.includes('\0')) throw new TokenError(1004, `: ${name}`);
  return value;
}
