import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { nodeHttp } from '../../main/hosts/http.ts';
import { alwaysVerify, authoritiesFile, trustAuthorities } from '../../main/hosts/tls.ts';
import { hasOpenssl } from '../support/certificate.ts';
import { Running } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** Real servers with real certificates of an authority of our own; what is asked is the station's own HTTP. */

const folder = mkdtempSync(join(tmpdir(), 'lineside-tls-'));
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate for `host` that ours signed, `days` long: below 0 it ended before it began. */
function issued(name: string, host: string, days: number): { key: string; cert: string } {
  openssl('req', ...newKey, '-keyout', at(`${name}.key`), '-out', at('req'), '-subj', '/CN=x');
  writeFileSync(at('ext'), `subjectAltName=DNS:${host}\n`);
  const [ca, key] = ['-CA', '-CAkey'];
  const signedBy = [ca, at('ca.pem'), key, at('ca.key'), '-CAcreateserial'] as string[];
  const made = ['-out', at(`${name}.pem`), '-days', String(days), '-extfile', at('ext')];
  openssl('x509', '-req', '-in', at('req'), ...signedBy, ...made);
  const text = (ending: string) => readFileSync(at(`${name}.${ending}`), 'utf8');
  return { key: text('key'), cert: text('pem') };
}

const servers: Server[] = [];
let asked = 0;
async function serve(options: ServerOptions): Promise<string> {
  const server = createServer(options, (_request, response) => {
    asked += 1;
    response.end('hello');
  });
  // A guest that hangs up in the middle of it is what is expected here.
  server.on('tlsClientError', () => {});
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `https://localhost:${(server.address() as AddressInfo).port}/`;
}

const get = (url: string) => nodeHttp({ method: 'GET', url, headers: {}, timeoutMs: 10_000 });
const builtIn = tls.getCACertificates('default');
const untold: string[] = [];
const warn = (text: string) => void untold.push(text);

describe.skipIf(!hasOpenssl)('TLS', () => {
  let good: { key: string; cert: string };

  beforeAll(() => {
    const ca = ['-x509', '-keyout', at('ca.key'), '-out', at('ca.pem'), '-days', '2'];
    openssl('req', ...newKey, ...ca, '-subj', '/CN=An authority of a factory');
    good = issued('good', 'localhost', 2);
  });
  afterEach(() => {
    tls.setDefaultCACertificates(builtIn);
    untold.length = 0;
  });
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('an authority that nobody named is refused, and nothing was sent', async () => {
    const url = await serve(good);
    const before = asked;
    expect(await get(url)).toMatchObject({ ok: false, tls: true, sent: false });
    expect(asked).toBe(before);
  });

  test("an authority in the station's folder is trusted, beside those that were", async () => {
    const station = temporaryFolder();
    writeFileSync(join(station, authoritiesFile), `ours:\n${readFileSync(at('ca.pem'), 'utf8')}`);
    const url = await serve(good);
    trustAuthorities(station, warn);
    expect(await get(url)).toMatchObject({ ok: true, status: 200, body: 'hello' });
    expect(tls.getCACertificates('default').length).toBeGreaterThan(100);
    expect(untold).toEqual([]);
  });

  test.each([
    '',
    'no certificate',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  ])('a file of authorities with %j in it trusts nobody more, and that is said', async (text) => {
    const station = temporaryFolder();
    writeFileSync(join(station, authoritiesFile), text);
    trustAuthorities(station, warn);
    expect(untold).toHaveLength(1);
    expect(await get(await serve(good))).toMatchObject({ ok: false, tls: true });
  });

  describe('of an authority that is trusted', () => {
    const trusted = () => {
      const station = temporaryFolder();
      writeFileSync(join(station, authoritiesFile), readFileSync(at('ca.pem')));
      trustAuthorities(station, warn);
    };

    test.each([
      ['expired', () => issued('old', 'localhost', -1), 'CERT_HAS_EXPIRED'],
      ['for another host', () => issued('other', 'example.com', 2), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ])('a certificate that is %s is refused', async (_, made, detail) => {
      trusted();
      const url = await serve(made());
      expect(await get(url)).toMatchObject({ ok: false, tls: true, sent: false, detail });
    });

    test('a server that speaks TLS 1.1 only is refused', async () => {
      trusted();
      alwaysVerify({});
      const ciphers = 'DEFAULT@SECLEVEL=0';
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers } as const;
      const url = await serve({ ...good, ...old });
      const before = asked;
      expect(await get(url)).toMatchObject({ ok: false });
      expect(asked).toBe(before);
    });
  });

  test('the switch of Node that turns verification off is taken away, and that is told', async () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect([alwaysVerify(env), env]).toEqual([true, {}]);
    expect(alwaysVerify({})).toBe(false);
    // The whole command, started with every switch that there is.
    const url = await serve(good);
    const before = asked;
    const station = temporaryFolder();
    const switches = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_OPTIONS: '--tls-min-v1.0' };
    const run = (args: string[], input = '') =>
      new Running([...args, '--data', station], { input, env: switches }).ended;
    const cloud = ['--cloud', 'lineside', '--url', url, '--app-key', 'key', '--org', 'o'];
    expect((await run(['connect', ...cloud], 'a secret\n')).code).toBe(0);
    const ended = await run(['catalog', 'pull']);
    expect(ended.json.at(-1)).toMatchObject({ problem: { code: 'cloud-tls-refused' } });
    expect(asked).toBe(before);
  });
});
