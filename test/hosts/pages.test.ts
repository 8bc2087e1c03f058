import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoderPolicy, pathInside, readPage } from '../../main/hosts/pages.ts';
import { canary, pageFolder } from './support.ts';

const folder = pageFolder();
const textOf = (body: Uint8Array) => new TextDecoder().decode(body);

test('files of the page are served by their kind', async () => {
  const page = await readPage(folder, 'GET', '/assets/app.js?v=1');
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(page.headers['content-security-policy']).toBe(
    "default-src 'none'; frame-ancestors 'none'",
  );
});

test('only the decoder of the camera may use WebAssembly, and only the camera may be asked for', async () => {
  writeFileSync(join(folder, 'assets/camera-worker-aB_3-x.js'), 'self.close()');
  const policyOf = async (path: string) =>
    (await readPage(folder, 'GET', path)).headers['content-security-policy'];
  expect(await policyOf('/assets/camera-worker-aB_3-x.js')).toBe(decoderPolicy);
  for (const path of ['/', '/assets/app.js', '/camera-worker-x.js']) {
    expect(await policyOf(path)).not.toContain('wasm');
  }
  const { headers } = await readPage(folder, 'GET', '/');
  expect(headers['permissions-policy']).toContain('camera=(self), microphone=()');
});

test.each([
  '/../secret.js',
  '/..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/%2e%2e%2fsecret.js',
  '/..%5csecret.js',
  '/..\\secret.js',
  '/assets/../../secret.js',
  '/assets/link.js',
  '/up/secret.js',
  '/../renderer-of-another.js',
  '//secret.js',
  '/.env',
  '/assets/app.js.map',
  '/assets/app.js%00.html',
  '/assets',
  '/assets/',
  '/C:/secret.js',
  '/%',
  '',
  '?',
])('%s is not there', async (path) => {
  const page = await readPage(folder, 'GET', path);
  expect(page.status).toBe(404);
  expect(textOf(page.body)).toBe('There is no such page.');
});

const hostileParts = fc.oneof(
  fc.constantFrom('..', '.', '', '%2e%2e', '%252e%252e', '%2f', '%5c', '\\', '%00', '~', 'up'),
  fc.constantFrom('secret.js', 'link.js', 'assets', '.env', 'etc', 'passwd', 'renderer', 'C:'),
  fc.string({ maxLength: 6 }),
  fc.string({ maxLength: 6 }).map(encodeURIComponentSafely),
);

function encodeURIComponentSafely(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ff';
  }
}

test('no path, however it is written, leads out of the folder (1000 of them)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileParts, { minLength: 1, maxLength: 8 }), async (parts) => {
      const page = await readPage(folder, 'GET', `/${parts.join('/')}`);
      expect(textOf(page.body)).not.toContain(canary);
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none';/);
    }),
    { numRuns: 1000 },
  );
});

test('a path inside never climbs, begins with a dot or carries a separator of any system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const inside = pathInside(`/${text}`);
      if (inside !== null) expect(inside).toMatch(/^([\w-][\w.@-]*)(\/[\w-][\w.@-]*)*$/);
    }),
    { numRuns: 5000 },
  );
});
