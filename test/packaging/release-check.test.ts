import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/cli.ts';

/** Known holes: the judge on reports as npm writes them, and the whole check against a registry of our own. */

const { judgeAudit } = (await import(
  new URL('../../scripts/lib/audit.mjs', import.meta.url).href
)) as {
  judgeAudit(
    text: string,
    delivered: (path: string) => boolean,
  ): { verdict: string; lines: string[] };
};

const hole = (severity: string, more: object = {}) => ({
  name: 'pg',
  severity,
  isDirect: true,
  via: [{ title: 'SQL injection', url: 'https://github.com/advisories/GHSA-x', severity }],
  effects: [],
  range: '<8.24.0',
  nodes: ['node_modules/pg'],
  fixAvailable: true,
  ...more,
});
const report = (...holes: { name: string }[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(holes.map((each) => [each.name, each])),
    metadata: { vulnerabilities: { total: holes.length } },
  });
const judge = (text: string) => judgeAudit(text, (path) => path === 'node_modules/pg');

describe('a report', () => {
  test('without holes is clean', () => {
    expect(judge(report())).toEqual({ verdict: 'clean', lines: [] });
  });

  test.each(['high', 'critical', 'something new'])(
    'with a %s one stops the release',
    (severity) => {
      const { verdict, lines } = judge(report(hole(severity)));
      expect(verdict).toBe('holes');
      expect(lines).toEqual([
        `STOPS ${severity}: pg <8.24.0: SQL injection https://github.com/advisories/GHSA-x. A version without it exists.`,
      ]);
    },
  );

  test('with lesser ones, or one in a tool, tells them and goes on', () => {
    const tool = hole('high', { name: 'vite', nodes: ['node_modules/vite'], via: ['esbuild'] });
    const { verdict, lines } = judge(report(hole('moderate'), tool));
    expect(verdict).toBe('clean');
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.startsWith('told'))).toBe(true);
  });

  test('with one whose place is not told stops the release', () => {
    expect(judge(report(hole('high', { nodes: [] }))).verdict).toBe('holes');
  });

  test.each([
    ['nothing', ''],
    ['a page of a captive portal', '<!doctype html><title>Log in</title>'],
    ['an error', '{"message":"405 Method Not Allowed - POST https://r/","statusCode":405}'],
    ['an error of the network', '{"error":{"code":"ENOTFOUND","summary":"no such host"}}'],
    ['another kind', '{"auditReportVersion":2,"vulnerabilities":{}}'],
    ['a list', '[]'],
    ['half of one', report().replace('"total":0', '"total":3')],
  ])('that is %s is no answer, and never clean', (_what, text) => {
    const { verdict, lines } = judge(text);
    expect(verdict).toBe('unknown');
    expect(lines.join()).toMatch(/could not be asked/);
  });
});

describe('the check before a release', () => {
  let registry: Server;
  let address: string;
  let answer: object | null;
  const folder = mkdtempSync(join(tmpdir(), 'lineside-release-check-'));

  beforeAll(async () => {
    registry = createServer((request, response) => {
      const found = request.url?.endsWith('/advisories/bulk') ? answer : null;
      response.writeHead(found ? 200 : 405, { 'content-type': 'application/json' });
      request.resume().on('end', () => response.end(JSON.stringify(found ?? {})));
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const check = (...args: string[]) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const file = join(root, 'scripts/release-check.mjs');
      const child = spawn(process.execPath, [file, '--today', '2026-11-28', ...args], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          ...process.env,
          // As where releases are made.
          NODE_ENV: 'production',
          npm_config_registry: address,
          npm_config_cache: folder,
          npm_config_fetch_retries: '0',
        },
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      child.on('close', (code) => resolve({ code, said }));
    });

  test('passes where the registry knows of nothing', async () => {
    answer = {};
    expect(await check()).toMatchObject({ code: 0 });
  });

  test('stops at a hole in what is delivered, Electron among it', async () => {
    const advisory = {
      id: 1,
      url: 'https://github.com/advisories/GHSA-x',
      title: 'Out of its sandbox',
      severity: 'critical',
      vulnerable_versions: '<1000',
    };
    answer = { electron: [advisory] };
    const { code, said } = await check();
    expect(said).toMatch(/STOPS critical: electron .*Out of its sandbox/);
    expect(code).toBe(1);
  });

  test('says so where the registry does not answer, and passes only if told to go without', async () => {
    answer = null;
    const { code, said } = await check();
    expect(said).toMatch(/could not be asked of the registry \(405/);
    expect(code).toBe(3);
    const without = await check('--offline');
    expect(without.said).toMatch(/this release is not checked for them/);
    expect(without.code).toBe(0);
  });

  test('warns before Electron is too old, and stops when it is', async () => {
    const ending = await check('--offline', '--today', '2027-03-01');
    expect(ending.said).toMatch(/mended for 37 more days/);
    const ended = await check('--offline', '--today', '2028-01-01');
    expect(ended).toMatchObject({ code: 1, said: expect.stringMatching(/mended by nobody since/) });
  });
});
