import type { Source, Verdict } from '../../shared/models/read.ts';
import type { PortIdentity } from '../../shared/models/scanner.ts';
import type { UartUnit, UnitTrial, UnitWish } from '../../shared/models/unit.ts';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { readEscapes } from '../../shared/scanners/escapes.ts';
import { UnitLines } from '../../shared/units/lines.ts';
import type { QueryResult } from '../../shared/units/query.ts';
import type { OpenPort, Ports } from '../world.ts';
import { chooseUnitPort } from './choose-port.ts';
import { type Connection, keepPort } from './kept-port.ts';
import { type QueryRun, queryRules, runQuery, trialOf } from './run-query.ts';
import type { UnitLink, UnitSink } from './unit-link.ts';

/** What is known of the unit at the other end, for as long as the connection lasts. */
interface There {
  lines: UnitLines;
  /** The end of what it said, in which its greeting is looked for. */
  tail: string;
  greeted: boolean;
  /** The unit that was read and has not gone. */
  deviceSn: string | null;
  /** What was told of a unit that could not be read, so that it is told once. */
  told: Problem['code'] | null;
}

interface Running {
  run: QueryRun;
  /** A person wants to know, whatever was read before. */
  wished: boolean;
  ended: Promise<Verdict | null>;
}

export interface UartLinkNeeds extends UnitSink {
  unit: UartUnit;
  /** What the other ports of the station are. */
  rivals?(): readonly PortIdentity[];
  ports: Ports;
  now(): number;
  onChange(): void;
}

/** Keeps a unit's port open and asks whoever is at the other end, when the profile says so. */
export function createUartLink(needs: UartLinkNeeds): UnitLink {
  const { unit, ports } = needs;
  const { begins } = unit;
  const { baudRate, dataBits, parity, stopBits } = unit;
  const source: Source = { kind: 'uart', name: unit.path };
  const greeting = begins.kind === 'arrival' ? (readEscapes(begins.greeting) ?? '') : '';
  let there: There | null = null;
  let running: Running | null = null;
  let trial: { run: QueryRun; ended: Promise<unknown> } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failed: Problem | null = null;
  let last: { deviceSn: string; at: number } | null = null;
  let closed = false;

  const kept = keepPort({
    ports,
    path: unit.path,
    line: { baudRate, dataBits, parity, stopBits },
    choose: async () =>
      unit.identity
        ? chooseUnitPort(unit, await ports.list(), needs.rivals?.() ?? [])
        : ok(unit.path),
    connect,
    onChange: () => needs.onChange(),
  });

  function connect(): Connection {
    const mine: There = {
      lines: new UnitLines(),
      tail: '',
      greeted: false,
      deviceSn: null,
      told: null,
    };
    return {
      onOpen(port) {
        there = mine;
        if (begins.kind === 'poll' || (begins.kind === 'arrival' && greeting === '')) {
          start(port, mine, false);
        }
      },
      onData(bytes) {
        const text = Buffer.from(bytes).toString('latin1');
        if (greeting !== '') lookForGreeting(mine, text);
        const run = there === mine ? (running?.run ?? trial?.run) : undefined;
        if (run) run.hear(text);
        else mine.lines.hear(text);
        onGreeting(mine);
      },
      onEnd() {
        if (there !== mine) return;
        there = null;
        failed = null;
        if (timer) clearTimeout(timer);
        running?.run.lost();
        trial?.run.lost();
      },
    };
  }

  function lookForGreeting(mine: There, text: string): void {
    const heard = mine.tail + text;
    if (heard.includes(greeting)) mine.greeted = true;
    mine.tail = mine.greeted ? '' : heard.slice(1 - greeting.length || heard.length);
  }

  /** A greeting is a unit that came, or the same one started again. */
  function onGreeting(mine: There): void {
    const port = kept.port();
    if (!mine.greeted || running || trial || !port || there !== mine) return;
    mine.greeted = false;
    mine.told = null;
    start(port, mine, false);
  }

  function start(port: OpenPort, mine: There, wished: boolean): Running | Problem {
    if (timer) clearTimeout(timer);
    const rules = queryRules(unit);
    if (!rules.ok) {
      failed = rules.problem;
      return failed;
    }
    const run = runQuery(rules.value, mine.lines, port);
    const end = async () => {
      const result = await run.result;
      running = null;
      const verdict = settle(result, mine, asked.wished);
      needs.onChange();
      next(mine);
      return verdict;
    };
    const asked: Running = { run, wished, ended: end() };
    running = asked;
    needs.onChange();
    return asked;
  }

  function settle(result: QueryResult, mine: There, wished: boolean): Verdict | null {
    if (closed) return null;
    if (result.ok) {
      const { deviceSn, facts } = result.taken;
      failed = null;
      mine.told = null;
      if (!wished && deviceSn === mine.deviceSn) return null;
      mine.deviceSn = deviceSn;
      last = { deviceSn, at: needs.now() };
      return needs.receive(deviceSn, source, facts);
    }
    const why = result.problem;
    const nobody = begins.kind === 'poll' && result.heard.trim() === '' && !wished;
    if (nobody) {
      // An empty fixture says nothing: whoever answers next is a unit that came.
      mine.deviceSn = null;
      mine.told = null;
      failed = why.code === 'port-write-failed' ? why : null;
      return null;
    }
    if (there === mine) failed = why;
    if (!wished && mine.told === why.code) return null;
    mine.told = why.code;
    return needs.misread(why, source);
  }

  function next(mine: There): void {
    if (closed || there !== mine) return;
    onGreeting(mine);
    if (begins.kind !== 'poll' || running) return;
    timer = setTimeout(() => {
      const port = kept.port();
      if (port && there === mine && !running && !trial) start(port, mine, false);
    }, begins.everySeconds * 1000);
  }

  async function ask(): Promise<Result<Verdict[]>> {
    while (trial) await trial.ended;
    if (running) running.wished = true;
    else {
      const port = kept.port();
      if (!port || !there) return missing();
      const started = start(port, there, true);
      if ('code' in started) return { ok: false, problem: started };
    }
    const verdict = await running?.ended;
    return verdict ? ok([verdict]) : missing();
  }

  const missing = () => ({
    ok: false as const,
    problem: kept.problem() ?? problem('port-missing', { path: unit.path }),
  });

  async function tryIt(wish: UnitWish): Promise<Result<UnitTrial[]>> {
    if (wish.kind !== 'uart') return fail('bad-input', { detail: 'it is no serial port' });
    const rules = queryRules(wish);
    if (!rules.ok) return rules;
    while (running || trial) await (running ?? trial)?.ended;
    const port = kept.port();
    const mine = there;
    if (!port || !mine) return missing();
    if (timer) clearTimeout(timer);
    const run = runQuery(rules.value, mine.lines, port);
    trial = { run, ended: run.result };
    const result = await run.result;
    trial = null;
    next(mine);
    return ok([trialOf(result)]);
  }

  return {
    ask,
    try: tryIt,
    state: () => ({
      unit,
      connected: kept.port() !== null,
      problem: kept.problem() ?? failed,
      asking: running !== null,
      lastSn: last?.deviceSn ?? null,
      lastAt: last?.at ?? null,
    }),
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
      kept.close();
    },
  };
}
