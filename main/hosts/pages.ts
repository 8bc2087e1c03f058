import { randomBytes } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';

/** What a page request is answered with, for a socket and for Electron's protocol alike. */
export interface Page {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

/** Only what the build makes: an unknown kind of file is not there. */
const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Sent with every answer of every host. */
export const safetyHeaders: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=()',
};

export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    // No text becomes markup or script; `renderer/trusted-types.ts` says what is left.
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

/** For whatever is no page: should a browser ever show it as one, it can do nothing. */
export const bareStuffPolicy = "default-src 'none'; frame-ancestors 'none'";

/** A worker has the policy of its own file. This one decodes pictures: WebAssembly, from our own files. */
export const decoderPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";
const decoderFile = /^assets\/camera-worker-[\w-]+\.js$/;

const policyOf = (file: string, nonce: string): string => {
  if (file.endsWith('.html')) return pagePolicy(nonce);
  return decoderFile.test(file) ? decoderPolicy : bareStuffPolicy;
};

const noncePlace = '__NONCE__';
const text = (said: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(said);

const refused = (status: number, said: string): Page => ({
  status,
  headers: {
    ...safetyHeaders,
    'content-security-policy': bareStuffPolicy,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  },
  body: text(said),
});

/**
 * The file that a request's path names, as the relative path it has inside the folder; null when
 * it could name anything else. Decoded once only: what is encoded twice is a name, not a path.
 */
export function pathInside(target: string): string | null {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded === '/') return 'index.html';
  const [empty, ...segments] = decoded.split('/');
  if (empty !== '' || segments.length === 0) return null;
  // An allow-list of names leaves nothing to outwit: no dots in front, no separators, no drives.
  return segments.every((segment) => /^[\w-][\w.@-]*$/.test(segment)) ? segments.join('/') : null;
}

async function fileInside(folder: string, target: string): Promise<string | null> {
  const inside = pathInside(target);
  if (inside === null) return null;
  try {
    // Both resolved: a link inside the folder must not lead out of it either.
    const home = await realpath(folder);
    const file = await realpath(join(home, inside));
    const way = relative(home, file);
    if (way === '' || way.startsWith('..') || isAbsolute(way)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** Answers one request for a file of the page; never throws, never leaves the folder. */
export async function readPage(folder: string, method: string, target: string): Promise<Page> {
  if (method !== 'GET' && method !== 'HEAD') {
    const page = refused(405, 'Pages can be read only.');
    return { ...page, headers: { ...page.headers, allow: 'GET, HEAD' } };
  }
  const file = await fileInside(folder, target);
  const kind = file === null ? undefined : kinds[extname(file).toLowerCase()];
  if (file === null || kind === undefined) return refused(404, 'There is no such page.');
  const html = kind.startsWith('text/html');
  const nonce = randomBytes(16).toString('base64url');
  let body: Uint8Array<ArrayBuffer>;
  try {
    const bytes = await readFile(file);
    body = html ? text(bytes.toString('utf8').replaceAll(noncePlace, nonce)) : bytes;
  } catch {
    return refused(404, 'There is no such page.');
  }
  const headers = {
    ...safetyHeaders,
    'content-security-policy': policyOf(pathInside(target) ?? '', nonce),
    'content-type': kind,
    'cache-control': html ? 'no-store' : 'private, no-cache',
  };
  return { status: 200, headers, body };
}
