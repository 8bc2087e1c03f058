import fc from 'fast-check';
import { expect, test } from 'vitest';
import { servePages } from '../../main/hosts/electron-door.ts';
import { canary, pageFolder } from '../hosts/support.ts';

/** What `app://` gives, asked as Electron asks it: with a whole address. */

type Handler = (request: { url: string; method: string }) => Promise<Response>;
let handler: Handler = async () => new Response();
const folder = pageFolder();
servePages({ handle: (_: string, given: Handler) => (handler = given) } as never, folder);

const part = fc.oneof(
  fc.constantFrom('..', '.', '', '%2e%2e', '..%2f', '%252e', '%5c..', '\\', '%00', '~', 'up'),
  fc.constantFrom('secret.js', 'link.js', 'assets', '.env', 'app.js.map', 'etc', 'passwd', 'C:'),
  fc.string({ maxLength: 8 }),
);
const host = fc.constantFrom('lineside', 'LINESIDE', 'other', 'lineside.evil', '', 'a@lineside');
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'x');

test('no address leads out of the folder or to what is no part of the page (1000 of them)', async () => {
  const parts = fc.array(part, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(host, parts, method, async (at, way, how) => {
      const url = `app://${at}/${way.join('/')}`;
      const page = await handler({ url, method: how });
      const text = await page.text();
      expect(text).not.toContain(canary);
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      if (at === 'lineside' && page.status === 200) return;
      expect(page.status).toBeGreaterThanOrEqual(400);
      expect(page.status).toBeLessThan(500);
    }),
    { numRuns: 1000 },
  );
});
