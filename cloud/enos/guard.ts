import type { FastifyRequest } from 'fastify';
import { apiSignature } from '../../shared/signing/enos.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { type App, checkedTime, isSame, TokenError, type Tokens } from './tokens.ts';

/** Who calls, proved, and what they asked. */
export interface Admitted {
  app: App;
  query: URLSearchParams;
  /** Body exactly as sent, '' when there was none. */
  body: string;
  /** The one it was proved with, hexadecimal. */
  signature: string;
}

/**
 * The one door of the EnOS and Lineside APIs: a valid token, a signature over query and body, an
 * `orgId` that is the token's own, and no more requests than one application may make.
 * @param noOrgId the refusal documented for this operation when `orgId` is not given.
 * @throws TokenError (HTTP 401) or EnosError.
 */
export async function admit(
  request: FastifyRequest,
  { tokens, limits }: Pick<Rooms, 'tokens' | 'limits'>,
  noOrgId: EnosError,
): Promise<Admitted> {
  const accessToken = header(request, 'apim-accesstoken');
  const proved = await limits.door(request.ip, accessToken, () =>
    prove(request, tokens, accessToken),
  );
  limits.request(proved.app);
  const orgId = proved.query.get('orgId')?.trim();
  if (!orgId) throw noOrgId;
  if (orgId !== proved.app.orgId) throw refusals.unauthorized();
  return proved;
}

/**
 * Who shows this token, before there is a body and so a signature over it. It proves nothing: it is for
 * whom a body may be taken in.
 * @throws TokenError (HTTP 401) or EnosError 99429.
 */
export function recognize(
  request: FastifyRequest,
  { tokens, limits }: Pick<Rooms, 'tokens' | 'limits'>,
): Promise<App> {
  const accessToken = header(request, 'apim-accesstoken');
  return limits.door(request.ip, accessToken, () => ownerOf(tokens, accessToken));
}

async function ownerOf(tokens: Tokens, accessToken: string): Promise<App> {
  const app = await tokens.ownerOf(accessToken);
  if (!app) throw new TokenError(1203);
  return app;
}

/** @throws TokenError */
async function prove(
  request: FastifyRequest,
  tokens: Tokens,
  accessToken: string,
): Promise<Admitted> {
  const signature = header(request, 'apim-signature');
  const timestamp = header(request, 'apim-timestamp');
  const app = await ownerOf(tokens, accessToken);
  checkedTime(timestamp);
  const query = new URL(request.url, 'http://here').searchParams;
  const body = typeof request.body === 'string' ? request.body : '';
  const expected = apiSignature({
    accessToken,
    query,
    body,
    timestamp,
    appSecret: app.appSecret,
  });
  if (!isSame(signature.toLowerCase(), expected)) throw new TokenError(1003);
  return { app, query, body, signature: expected };
}

function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || value === '') throw new TokenError(1202);
  return value;
}
