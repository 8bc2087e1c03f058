import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readOptions } from '../../cloud/options.ts';
import { root } from '../support/cli.ts';
import type { Json } from '../support/json.ts';

/**
 * There is no container engine where this was written. What can be known without one: that the file
 * parses, that what it says to the service is understood there, and that its parts name each other.
 */
const read = (file: string): string => readFileSync(join(root, 'cloud', file), 'utf8');
const compose: Json = parse(read('compose.yml'), { merge: true });
const caddyfile = read('Caddyfile');
const dockerfile = read('Dockerfile');

/** `${NAME:?..}` and `${NAME:-default}` as compose fills them in. */
const filled = (text: string): string =>
  text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_all, name: string, kind: string, rest: string) =>
    kind === '-' ? rest : name === 'LINESIDE_CLOUD_KEY' ? 'a'.repeat(64) : 'filled-in',
  );

const instances = Object.entries<Json>(compose.services).filter(([name]) =>
  name.startsWith('cloud'),
);
/** The words in a line of the Dockerfile that is a list. */
const wordsOf = (line: string): string[] =>
  JSON.parse(new RegExp(`^${line} (\\[.*\\])$`, 'm').exec(dockerfile)?.[1] ?? '[]');

describe('the compose file', () => {
  test('has two instances of one cloud, told the same', () => {
    expect(instances).toHaveLength(2);
    expect(instances[0]?.[1]).toEqual(instances[1]?.[1]);
  });

  test('tells the service nothing that the service does not know', () => {
    const given = instances[0]?.[1].environment as Record<string, string>;
    const env = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, filled(value)]),
    );
    const known = readFileSync(join(root, 'cloud/options.ts'), 'utf8');
    for (const name of Object.keys(env)) expect(known).toContain(`env.${name}`);
    expect(wordsOf('ENTRYPOINT')).toEqual(['node', 'cloud/main.ts']);
    const options = readOptions(wordsOf('CMD'), env);
    expect(options).toMatchObject({
      host: '0.0.0.0',
      port: 8080,
      database: { url: 'postgres://lineside:filled-in@database:5432/lineside' },
      masterKey: 'a'.repeat(64),
      drainSeconds: 5,
    });
    const { subnet } = compose.networks.inside.ipam.config[0];
    expect(isIP(subnet.split('/')[0])).toBe(4);
    expect(options.trustedProxies).toEqual([subnet]);
    // Draining, five seconds for what is in work, and the end of it.
    expect(Number.parseInt(instances[0]?.[1].stop_grace_period, 10)).toBeGreaterThan(
      options.drainSeconds + 5,
    );
  });

  test('holds no secret, and does not start without one', () => {
    for (const name of [
      'LINESIDE_CLOUD_KEY',
      'POSTGRES_PASSWORD',
      'LINESIDE_CLOUD_METRICS_TOKEN',
    ]) {
      const uses = read('compose.yml').match(new RegExp(`\\$\\{${name}[^}]*\\}`, 'g')) ?? [];
      expect(uses.length).toBeGreaterThan(0);
      expect(uses.filter((use) => !use.includes(':?'))).toEqual([]);
    }
    const ports = Object.entries<Json>(compose.services).filter(([, service]) => service.ports);
    expect(ports.map(([name]) => name)).toEqual(['proxy']);
  });

  test('the proxy knows the instances, and shows nobody how they are', () => {
    const [, upstreams = ''] = /reverse_proxy ([^{]+) \{/.exec(caddyfile) ?? [];
    const port = String(readOptions(wordsOf('CMD'), {}).port);
    expect(upstreams.split(' ')).toEqual(instances.map(([name]) => `${name}:${port}`));
    expect(caddyfile).toMatch(/health_uri \/ready/);
    expect(caddyfile).toMatch(/@inside path \/metrics \/ready \/health\n\trespond @inside 404/);
  });

  test('the image takes in what there is', () => {
    const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, from = '']) =>
      from.split(' '),
    );
    expect(copied.length).toBeGreaterThan(4);
    for (const path of copied) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    const allowed = read('Dockerfile.dockerignore').match(/^!.+$/gm) ?? [];
    expect(allowed.map((line) => line.slice(1)).toSorted()).toEqual(copied.toSorted());
  });
});
