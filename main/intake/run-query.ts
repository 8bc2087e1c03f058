import type { UartUnit, UnitTrial } from '../../shared/models/unit.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { readEscapes } from '../../shared/scanners/escapes.ts';
import { isSecretName } from '../../shared/serial/secret-names.ts';
import type { UnitLines } from '../../shared/units/lines.ts';
import { printable, textOf } from '../../shared/units/printable.ts';
import { type QueryResult, type QueryRules, UnitQuery } from '../../shared/units/query.ts';
import { answerReader } from '../../shared/units/reading.ts';
import type { OpenPort } from '../world.ts';

/** How long a unit may take to take what it is sent, in milliseconds. */
const sendWithin = 2000;
/** How much of an answer a trial shows, in characters. */
const mostShown = 2000;

/** A query on its way over an open port. */
export interface QueryRun {
  result: Promise<QueryResult>;
  /** Bytes, one character each. */
  hear(bytes: string): void;
  lost(): void;
}

/** How a unit of this profile is asked; `bad-input` where the profile cannot be read. */
export function queryRules(
  unit: Pick<UartUnit, 'send' | 'reading' | 'timeoutMs' | 'attempts'>,
): Result<QueryRules> {
  const send = readEscapes(unit.send) ?? '';
  const reader = answerReader(unit.reading, send);
  if (typeof reader === 'string') return fail('bad-input', { detail: reader });
  return ok({ send, reader, timeoutMs: unit.timeoutMs, attempts: unit.attempts });
}

/** Runs a query on real time and a real port. */
export function runQuery(rules: QueryRules, lines: UnitLines, port: OpenPort): QueryRun {
  const query = new UnitQuery(rules, lines, performance.now());
  const { promise: result, resolve } = Promise.withResolvers<QueryResult>();
  let timer: NodeJS.Timeout | null = null;

  function go(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    for (;;) {
      const now = performance.now();
      const step = query.step(now);
      if (step.do === 'end') return resolve(step.result);
      if (step.do === 'wait') {
        // What came while the station was busy is heard before its time is over.
        timer = setTimeout(() => setImmediate(go), step.until - now);
        return;
      }
      void port.write(Buffer.from(step.bytes, 'latin1'), sendWithin).then((sent) => {
        if (sent.ok) return;
        query.unsent(sent.problem);
        go();
      });
    }
  }

  go();
  return {
    result,
    hear(bytes) {
      query.hear(bytes, performance.now());
      go();
    },
    lost() {
      query.lost();
      go();
    },
  };
}

/** What a query brought, for whoever sets the profile up. */
export function trialOf(result: QueryResult): UnitTrial {
  const { attempts } = result;
  const raw = printable(textOf(result.heard), mostShown);
  if (!result.ok) return { raw, deviceSn: null, facts: [], problem: result.problem, attempts };
  const { deviceSn, facts } = result.taken;
  const shown = facts.map(([name, value]) => ({ name, value: isSecretName(name) ? '***' : value }));
  return { raw, deviceSn, facts: shown, problem: null, attempts };
}
