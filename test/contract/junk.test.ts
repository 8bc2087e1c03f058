import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../main/app.ts';
import { createDispatch, type Handlers } from '../../main/dispatch.ts';
import { type BrowserHost, serveBrowser } from '../../main/hosts/browser.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import type { World } from '../../main/world.ts';
import { en } from '../../resources/languages/en.ts';
import { type CallName, contract, maxInputLength, type Reply } from '../../shared/contract.ts';
import { problemSchema } from '../../shared/models/problem.ts';
import { ProblemError, problem, problemCodes } from '../../shared/problems.ts';
import { mayAct, type Role, roles } from '../../shared/roles.ts';
import { ask, pageFolder } from '../hosts/support.ts';
import { must } from '../support/station.ts';
import { until } from '../support/wait.ts';
import { curiosities, inputsFor, jsonJunk, junk, pathsOf, put, samples } from './junk.ts';

/**
 * The one trust boundary: whatever anybody throws at any call, in any role and through any host, what
 * comes back is a value that keeps the contract or a problem with a code and a sentence.
 */

const names = Object.keys(contract) as CallName[];
const admin = { role: 'admin' as const };
const folder = mkdtempSync(join(tmpdir(), 'lineside-junk-'));
const before = resources();
let app: App;

beforeAll(async () => {
  const world = must(machineWorld({ folder, passphrase: 'correct horse battery' }));
  // Junk may turn out to be the address of somebody: nothing of it leaves this machine.
  const http: World['http'] = async () => ({ ok: false, sent: false, tls: false, detail: 'cut' });
  // What the station warns of is asked for here; it would only drown the report.
  const log = { info: () => {}, warn: () => {} };
  app = must(await createApp({ ...world, http, log }, { live: false }));
  must(await app.call('catalog.import', samples['catalog.import'], admin));
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Some junk is good enough to make a kiosk of the station: what comes next finds it open all the same. */
const openAgain = () => void must(app.parts.kiosk.end('the next test'));

/** What keeps a process alive, by kind. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const places = [folder, process.cwd(), homedir(), 'node_modules', 'node:internal'];

/** The same for every host: holds a reply against the contract. */
function hold(name: string, reply: Reply, input: unknown): void {
  openAgain();
  const said = JSON.stringify(reply);
  if (reply.ok) {
    expect(Object.keys(reply).toSorted()).toEqual(['ok', 'value']);
    const { output } = contract[name as CallName];
    expect(output.safeParse(reply.value).error).toBeUndefined();
    return;
  }
  expect(Object.keys(reply).toSorted()).toEqual(['ok', 'problem']);
  expect(problemSchema.strict().safeParse(reply.problem).error).toBeUndefined();
  const { code, message, params = {} } = reply.problem;
  expect(problemCodes).toContain(code);
  // Junk is the caller's mistake: neither ours nor the disk's.
  expect(code, said).not.toMatch(/^(internal|disk-.*)$/);
  expect(message.length).toBeGreaterThan(10);
  // Every part of the sentence was filled in.
  for (const [, part = ''] of en.problems[code].matchAll(/\{(\w+)\}/g)) {
    expect(Object.keys(params), `${code} says ${part}`).toContain(part);
  }
  expect(message).not.toMatch(/\n\s+at .+:\d+|\.ts:\d+|\[object /);
  const named = places.filter((each) => each.length > 1 && said.includes(each));
  // Written down only where a path is named: some of what is given is twenty megabytes long.
  if (named.length === 0) return;
  let given = '';
  try {
    given = JSON.stringify(input) ?? '';
  } catch {
    // What cannot be written down named no path either.
  }
  expect(named.filter((each) => !given.includes(each))).toEqual([]);
}

afterEach(() => {
  openAgain();
  expect(Reflect.ownKeys(Object.prototype)).not.toContain('polluted');
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('junk at every call', () => {
  test.for(names)('%s', async (name) => {
    const role = fc.constantFrom(...roles);
    await fc.assert(
      fc.asyncProperty(inputsFor(name), role, async (input, held) => {
        const reply = await app.call(name, input, { role: held });
        hold(name, reply, input);
        if (mayAct(held, contract[name].role)) return;
        expect(reply).toMatchObject({ ok: false, problem: { code: 'role-missing' } });
      }),
      { numRuns: 60 },
    );
  });

  test.for(names)(
    '%s, by what has brought down many a parser, at each of its places',
    async (name) => {
      for (const at of pathsOf(samples[name])) {
        for (const make of curiosities) {
          const input = put(samples[name], at, make());
          const reply = await app.call(name, input, admin);
          hold(name, reply, at.length === 0 ? input : make());
        }
      }
    },
  );

  test('afterwards the station is well and works as on its first day', async () => {
    must(await app.call('catalog.import', samples['catalog.import'], admin));
    await app.call('batches.finish', {}, admin);
    const start = { ...samples['batches.start'], tag: 'after the storm', target: null };
    must(await app.call('batches.start', start, admin));
    const read = { text: 'CALM-0001', source: { kind: 'typed' as const, name: '' } };
    expect(must(await app.call('station.read', read, admin))).toMatchObject({
      verdict: 'accepted',
    });
    const { checks } = must(await app.call('doctor.run', {}, admin)) as {
      checks: { check: string; ok: boolean }[];
    };
    expect(checks.filter((each) => !each.ok)).toEqual([]);
  });
});

describe('a call that is not there', () => {
  const strange: unknown[] = [
    ...['', ' ', 'state', 'state.get ', 'STATE.GET', 'state.get\0', 'toString', '__proto__'],
    ...['constructor', 'hasOwnProperty', 'state.get/../vault.unlock', 'x'.repeat(100_000)],
    ...[null, undefined, 7, 7n, Symbol('state.get'), ['state.get'], {}, () => 'state.get'],
    Object.create(null),
    {
      toString: () => {
        throw new Error('a name that throws');
      },
    },
  ];

  test.for(strange.map((name, index) => [index, name] as const))('%i', async ([, name]) => {
    const reply = await app.call(name as string, {}, admin);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'unknown-call' } });
    expect(JSON.stringify(reply).length).toBeLessThan(500);
  });

  test('any name', async () => {
    const name = fc.string().filter((each) => !Object.hasOwn(contract, each));
    await fc.assert(
      fc.asyncProperty(name, junk, async (each, input) => {
        const reply = await app.call(each, input, admin);
        expect(reply).toMatchObject({ ok: false, problem: { code: 'unknown-call' } });
      }),
    );
  });
});

describe('a role that is missing', () => {
  const pairs = names.flatMap((name) =>
    [...roles, 'root', '', '__proto__', 'constructor']
      .filter((held) => !mayAct(held as Role, contract[name].role))
      .map((held) => [name, held] as const),
  );

  test.for(pairs)('%s as "%s"', async ([name, held]) => {
    const reply = await app.call(name, samples[name], { role: held as Role });
    expect(reply).toMatchObject({
      ok: false,
      problem: { code: 'role-missing', params: { needed: contract[name].role } },
    });
  });

  test('says so before it says anything about the input, and does nothing', async () => {
    const state = must(await app.call('state.get', {}, admin));
    const reply = await app.call('cloud.connect', 'X'.repeat(1_000_000), { role: 'technician' });
    expect(reply).toMatchObject({ problem: { code: 'role-missing' } });
    expect(must(await app.call('state.get', {}, admin))).toEqual({
      ...(state as object),
      diskFreeBytes: expect.anything(),
    });
  });
});

describe('an input that is too large', () => {
  const limitOf = (name: CallName): number => {
    const call = contract[name];
    return 'maxInput' in call ? call.maxInput : maxInputLength;
  };
  const ofLength = (length: number) => ({ filler: 'X'.repeat(length - '{"filler":""}'.length) });

  test.for(names)('%s takes its limit and not one character more', async (name) => {
    const max = limitOf(name);
    const reply = await app.call(name, ofLength(max + 1), admin);
    expect(reply).toMatchObject({ problem: { code: 'input-too-large', params: { max } } });
    // Whether or not it fits the shape, it was looked at; calls without fields even take it.
    if (Object.keys(samples[name]).length === 0) return;
    const fitting = await app.call(name, ofLength(max), admin);
    if (!fitting.ok) expect(fitting.problem.code).not.toBe('input-too-large');
  });
});

describe('the way out is guarded like the way in', () => {
  const canary = 'CANARY-of-the-inside';
  const warned: unknown[] = [];
  const log = {
    info: () => {},
    warn: (text: string, about?: Record<string, unknown>) => warned.push({ text, about }),
  };
  const dispatchWith = (answer: () => unknown) =>
    createDispatch(
      Object.fromEntries(names.map((name) => [name, answer])) as unknown as Handlers,
      log,
      () => null,
      { actorOf: ({ role }) => ({ role, by: role }), sign: () => {} },
    );

  const broken: [string, () => unknown][] = [
    ['nothing', () => undefined],
    ['null', () => null],
    ['a bare value', () => canary],
    ['no value', () => ({ ok: true })],
    ['a value of another shape', () => ({ ok: true, value: { secret: canary, items: 7 } })],
    ['a list', () => ({ ok: true, value: [canary] })],
    ['a problem without a code', () => ({ ok: false, problem: { message: canary } })],
    [
      'a problem of its own making',
      () => ({ ok: false, problem: { code: canary, message: canary } }),
    ],
    ['no problem', () => ({ ok: false })],
    [
      'an exception',
      () => {
        throw new Error(canary);
      },
    ],
    [
      'an exception that is no error',
      () => {
        throw canary;
      },
    ],
    ['a rejection', () => Promise.reject(new Error(canary))],
    [
      'a rejection later',
      async () => {
        await Promise.resolve();
        throw new TypeError(canary);
      },
    ],
  ];
  /** Calls whose answer is an empty object take any object, and let nothing of it through. */
  const empty = names.filter((name) => contract[name].output.safeParse({}).success);

  test.for(broken)('a handler that answers with %s gives `internal`', async ([, answer]) => {
    const call = dispatchWith(answer);
    for (const name of names) {
      const reply = await call(name, samples[name], admin);
      const said = JSON.stringify(reply);
      expect(said, name).not.toContain(canary);
      if (empty.includes(name) && reply.ok) expect(reply.value).toEqual({});
      else expect(reply).toEqual({ ok: false, problem: problem('internal', { where: name }) });
    }
  });

  test('whoever mends it finds the reason in the log', async () => {
    warned.length = 0;
    await dispatchWith(() => ({ ok: true, value: { items: 7 } }))('batches.list', {}, admin);
    expect(JSON.stringify(warned)).toMatch(/batches\.list.*items/);
    warned.length = 0;
    await dispatchWith(() => Promise.reject(new Error(canary)))('batches.list', {}, admin);
    expect(JSON.stringify(warned)).toContain(canary);
  });

  test('a problem that was thrown inside is that problem outside; what was hung on it stays inside', async () => {
    const thrown = () => {
      throw new ProblemError('group-unknown', { groupId: 'X' });
    };
    expect(await dispatchWith(thrown)('state.get', {}, admin)).toEqual({
      ok: false,
      problem: problem('group-unknown', { groupId: 'X' }),
    });
    const hung = () => ({
      ok: false,
      problem: { ...problem('disk-full'), stack: canary },
      more: canary,
    });
    expect(await dispatchWith(hung)('state.get', {}, admin)).toEqual({
      ok: false,
      problem: problem('disk-full'),
    });
  });

  test('any junk a handler gives is a value of the contract or `internal`', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        junk,
        fc.boolean(),
        async (name, value, wrapped) => {
          const answer = () => (wrapped ? { ok: true, value } : value);
          const reply = await dispatchWith(answer)(name, samples[name], admin);
          if (reply.ok) expect(contract[name].output.safeParse(reply.value).success).toBe(true);
          else expect(problemCodes).toContain(reply.problem.code);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('junk through the browser host', () => {
  const key = randomBytes(32).toString('base64url');
  const hosts: { role: Role; host: BrowserHost; port: number }[] = [];
  const pages = pageFolder();

  beforeAll(async () => {
    for (const role of ['technician', 'admin'] as const) {
      const host = must(await serveBrowser({ line: app, rendererFolder: pages, key, role }));
      hosts.push({ role, host, port: Number(new URL(host.url).port) });
    }
  });
  afterAll(async () => {
    for (const { host } of hosts) await host.close();
    rmSync(join(pages, '..'), { recursive: true, force: true });
  });

  async function post(at: (typeof hosts)[number], name: string, body: string | Buffer) {
    const headers = {
      host: `127.0.0.1:${at.port}`,
      cookie: `lineside-${at.port}=${key}`,
      'content-type': 'application/json',
    };
    const { status, body: text } = await ask(at.port, 'POST', `/call/${name}`, headers, body);
    return { status, reply: JSON.parse(text) as Reply };
  }

  test('any JSON at any call, in the role of the host', async () => {
    const at = fc.nat({ max: 1 });
    const call = fc
      .constantFrom(...names)
      .chain((name) => fc.tuple(fc.constant(name), inputsFor(name, jsonJunk)));
    await fc.assert(
      fc.asyncProperty(at, call, async (index, [name, input]) => {
        const host = hosts[index] as (typeof hosts)[number];
        const { status, reply } = await post(host, name, JSON.stringify(input) ?? 'null');
        hold(name, reply, input);
        expect([200, 413]).toContain(status);
        if (mayAct(host.role, contract[name].role) || status !== 200) return;
        expect(reply).toMatchObject({ problem: { code: 'role-missing' } });
      }),
      { numRuns: 200 },
    );
  });

  test.for([
    ['too deep to be looked at', `{"text":${'['.repeat(60_000)}${']'.repeat(60_000)}}`],
    ['a prototype', '{"__proto__":{"polluted":1},"limit":1}'],
    ['a number beyond all numbers', '{"limit":1e999}'],
    ['half an emoji', '{"text":"\\ud83d","search":"\\ud83d"}'],
    ['null', 'null'],
    ['a string', '"state.get"'],
    ['the same key twice', '{"limit":1,"limit":{"$gt":0}}'],
  ] as const)('%s', async ([, body]) => {
    for (const name of names) {
      const { status, reply } = await post(hosts[1] as (typeof hosts)[number], name, body);
      expect(status).toBe(200);
      hold(name, reply, body);
    }
  });

  test('too large: refused in a sentence, whether by the host or by the contract', async () => {
    for (const length of [maxInputLength + 1, maxInputLength * 4]) {
      const body = JSON.stringify({ text: 'X'.repeat(length) });
      const { reply } = await post(hosts[1] as (typeof hosts)[number], 'station.read', body);
      expect(reply).toMatchObject({ problem: { code: 'input-too-large' } });
    }
  });
});

test('closed, the station leaves nothing running and answers nobody', async () => {
  await app.close();
  const more = (kind: string, count: number) => count > (before[kind] ?? 0);
  // Timers come and go with the test runner's own; what is open is what would keep a process alive.
  const open = () =>
    Object.entries(resources()).filter(
      ([kind, count]) =>
        /Socket|Server|TTY|Pipe|Process|MessagePort|FS|Dir/i.test(kind) && more(kind, count),
    );
  await until('everything to be let go of', () => open().length === 0).catch(() => {
    expect(open()).toEqual([]);
  });
});
