import type { FastifyRequest } from 'fastify';
import { apiSignature } from '../../shared/signing/enos.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import { type App, checkedTime, isSame, TokenError, type Tokens } from './tokens.ts';

/** Who calls, proved, and what they asked. */
export interface Admitted {
  app: App;
  query: URLSearchParams;
  /** Body exactly as sent, '' when there was none. */
  body: string;
}

/**
 * The one door of the EnOS and Lineside APIs: a valid token, a signature over query and body, and an
 * `orgId` that is the token's own.
 * @param noOrgId the refusal documented for this operation when `orgId` is not given.
 * @throws TokenError (HTTP 401) or EnosError.
 */
export async function admit(
  request: FastifyRequest,
  tokens: Tokens,
  noOrgId: EnosError,
): Promise<Admitted> {
  const accessToken = header(request, 'apim-accesstoken');
  const signature = header(request, 'apim-signature');
  const timestamp = header(request, 'apim-timestamp');
  const app = await tokens.ownerOf(accessToken);
  if (!app) throw new TokenError(1203);
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
  const orgId = query.get('orgId')?.trim();
  if (!orgId) throw noOrgId;
  if (orgId !== app.orgId) throw refusals.unauthorized();
  return { app, query, body };
}

function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || value === '') throw new TokenError(1202);
  return value;
}
