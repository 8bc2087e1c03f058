import type { Http, HttpReply, HttpRequest } from '../world.ts';

/** Largest answer that is read, in bytes. */
const longestAnswer = 32 * 1024 * 1024;

/** Failures that happen before a byte of the request can have reached anybody. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** HTTP through Node's own fetch: TLS always verified, redirects never followed, sizes and times bound. */
export const nodeHttp: Http = async (request: HttpRequest): Promise<HttpReply> => {
  // A wrong time or signal is our own mistake and must not look like the network's.
  const signal = AbortSignal.any([
    AbortSignal.timeout(request.timeoutMs),
    ...(request.signal ? [request.signal] : []),
  ]);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal,
    });
    const body = await readBody(response);
    if (body === null) return { ok: false, sent: true, tls: false, detail: 'answer too long' };
    return {
      ok: true,
      status: response.status,
      headers: (name) => response.headers.get(name),
      body,
    };
  } catch (error) {
    return failure(error);
  }
};

async function readBody(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > longestAnswer) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failure(error: unknown): HttpReply & { ok: false } {
  const { name, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'AbortError') return { ok: false, sent: true, tls: false, detail: 'given up' };
  if (name === 'TimeoutError') return { ok: false, sent: true, tls: false, detail: 'no answer' };
  const code = cause?.code ?? '';
  const tls = /CERT|TLS|SSL|LEAF_SIGNATURE|ALTNAME|HOSTNAME|_CRL|_CA$|CHAIN|PURPOSE/.test(code);
  const detail = code || (cause?.message ?? (error as Error).message);
  return { ok: false, sent: !tls && !neverSent.has(code), tls, detail: detail.slice(0, 120) };
}
