import { datePositions } from '../../shared/line/free-positions.ts';
import { lateUnits, takePart, toldLate } from '../../shared/line/pairing.ts';
import { isPaired, type PartRead, rereadMs } from '../../shared/line/parts.ts';
import { unlikeBatch } from '../../shared/line/sentinel.ts';
import { moreEvidence, nameAgain } from '../../shared/line/two-persons.ts';
import type { Batch } from '../../shared/models/batch.ts';
import type { RegistrationGroup } from '../../shared/models/catalog.ts';
import type { Hold, LineNow } from '../../shared/models/line.ts';
import type { Source } from '../../shared/models/read.ts';
import { type Problem, problem, type Result } from '../../shared/problems.ts';
import { sameJson } from '../../shared/same-json.ts';
import type { Fact } from '../../shared/serial/reading.ts';
import { isSecretName } from '../../shared/serial/secret-names.ts';
import type { Understood } from '../../shared/serial/understand.ts';
import { currentBatch } from '../store/batches.ts';
import type { StationEvent } from '../store/events.ts';
import { goldenSamples, lineNow, setLineNow } from '../store/line.ts';
import type { Store } from '../store/store.ts';
import { judgeSample, sampleOf } from './golden.ts';
import { heldProblem, holdOf } from './hold.ts';
import { createLikenessOfBatch } from './likeness-of-batch.ts';
import { type Saying, sayingOf, shiftProblem, unlikeProblem } from './said.ts';

/** A read as the station understood it. */
export interface LineRead {
  group: RegistrationGroup;
  batch: Batch | null;
  text: string;
  source: Source;
  understood: Understood;
  /** Its SN is a device already. */
  known: boolean;
  /** The station made the SN: there is no label yet that could agree, and it knows what it makes. */
  made: boolean;
  /** The batch is paused or full. */
  stopped: boolean;
}

/** What the line says of it. Null from the judge: nothing, the read goes on its way. */
export type LineAnswer =
  | {
      saying: Saying;
      /** It counts among the reads of the batch. */
      counted: boolean;
      /** Makes it true, together with the remembering of the read. */
      commit(remember: () => void): Result<object>;
    }
  | {
      saying: null;
      /** What all codes of the unit said. */
      facts: readonly Fact[];
      /** The problem it was asked about before, and which somebody confirmed. */
      confirmed: string | null;
      /** Belongs into the transaction that registers the unit. */
      keep(): void;
      /**
       * Belongs to a read that does not register the unit after all: its codes are scanned anew from the
       * first, and no other unit is compared with them. Null: nothing of it was kept.
       */
      drop: (() => void) | null;
    };

export interface LineJudge {
  judge(read: LineRead): LineAnswer | null;
  /** Units that have waited too long for their other codes, each told once. */
  tick(say: (why: Problem, source: Source) => void): void;
}

/** A second scan within this time confirms (ms). */
const confirmMs = 120_000;

export function createLineJudge(needs: {
  store: Store;
  now(): number;
  operator(): string | null;
}): LineJudge {
  const { store } = needs;
  const { db } = store;
  const likenessOf = createLikenessOfBatch(db);

  const say = (
    saying: Saying,
    batch: Batch | null,
    next: LineNow | null = null,
    event: StationEvent | null = null,
  ): LineAnswer => ({
    saying,
    counted: batch !== null,
    commit: (remember) =>
      store.join(event, () => {
        remember();
        if (batch && next) setLineNow(db, batch.id, next);
      }),
  });

  function golden(
    { group, batch, text, understood, made }: LineRead,
    at: number,
  ): LineAnswer | null {
    const sample = sampleOf(goldenSamples(db, group.groupId), text, understood);
    if (!sample) return null;
    // Nobody scanned it: it proves no scanner. Its SN is taken, like that of a device.
    if (made) {
      const taken = problem('seen-golden', { sample: sample.text });
      return say({ verdict: 'seen', problem: taken }, batch);
    }
    const saying = judgeSample(sample, understood);
    const right = saying.verdict === 'noted';
    const { groupId } = group;
    const by = needs.operator();
    return say(saying, null, null, {
      type: 'golden-checked',
      at,
      by,
      groupId,
      text: sample.text,
      right,
    });
  }

  /** Nothing is registered meanwhile; what comes may say more about what went wrong. */
  function whileHeld(batch: Batch, hold: Hold, read: PartRead, at: number): LineAnswer {
    const refused: Saying = { verdict: 'refused', problem: heldProblem(hold) };
    const now = lineNow(db, batch.id);
    if (hold.kind === 'first-article' && read.deviceSn === hold.deviceSn) {
      const noted = problem('noted-article', { deviceSn: read.deviceSn });
      return say({ verdict: 'noted', problem: noted }, batch, { ...now, scannedBack: at });
    }
    if (hold.kind !== 'shift') return say(refused, batch);
    const more = moreEvidence(batch.line, now, read);
    const shift = nameAgain(more);
    if (more === now || !shift || sameJson(shift, hold.shift)) return say(refused, batch);
    const event: StationEvent = { type: 'line-stopped', at, batchId: batch.id, shift };
    return say({ verdict: 'refused', problem: shiftProblem(shift) }, batch, more, event);
  }

  /** The question about a unit that does not look like its batch; null: it does, or it was confirmed. */
  function mixUp(read: LineRead, batch: Batch, deviceSn: string, now: LineNow, at: number) {
    const { mixUp: policy } = batch.line;
    if (policy === 'off') return null;
    const free = datePositions(read.group.snRule)(deviceSn);
    const unlike = unlikeBatch(likenessOf(batch), deviceSn, at, { free });
    if (!unlike) return null;
    const asked = unlikeProblem(deviceSn, unlike, policy);
    const before = now.asked?.deviceSn === deviceSn ? now.asked : null;
    const since = before ? at - before.at : 0;
    const confirmed =
      before && (before.right || (policy === 'again' && since >= rereadMs && since <= confirmMs));
    return { asked, confirmed: confirmed === true };
  }

  function judge(read: LineRead): LineAnswer | null {
    const at = needs.now();
    const sample = golden(read, at);
    if (sample) return sample;
    const { batch, understood, known } = read;
    if (!batch || !understood.ok || read.stopped) return null;
    const { deviceSn } = understood;
    const facts = understood.facts.filter(([name]) => !isSecretName(name));
    const part: PartRead = { deviceSn, text: read.text, source: read.source, at, facts, known };
    const hold = holdOf(db, batch, at);
    if (hold) {
      // A unit that was registered before is said to be so, whatever the batch waits for.
      const article = hold.kind === 'first-article' && hold.deviceSn === deviceSn;
      return known && hold.kind !== 'shift' && !article ? null : whileHeld(batch, hold, part, at);
    }
    if (read.made) return null;
    const paired = isPaired(batch.line);
    if (!paired && (known || batch.line.mixUp === 'off')) return null;
    const now = lineNow(db, batch.id);
    const step = paired
      ? takePart(batch.line, now, part)
      : { said: { kind: 'whole' as const, facts: understood.facts }, now };
    const { said } = step;
    const opens = paired ? 'opens' in said && said.opens : true;
    const odd = opens ? mixUp(read, batch, deviceSn, now, at) : null;
    if (odd && !odd.confirmed) {
      const before = now.asked?.deviceSn === deviceSn && at - now.asked.at <= confirmMs;
      const asked = { deviceSn, at: before ? (now.asked?.at ?? at) : at, right: false };
      const saying: Saying = { verdict: 'refused', problem: odd.asked };
      return say(saying, batch, { ...now, last: step.now.last, asked });
    }
    const saying = sayingOf(said, deviceSn);
    if (saying) {
      if (said.kind !== 'differs' || !said.shift) return say(saying, batch, step.now);
      const { shift } = said;
      const event: StationEvent = { type: 'line-stopped', at, batchId: batch.id, shift };
      return say(saying, batch, step.now, event);
    }
    if (said.kind !== 'whole') return null;
    const confirmed = now.asked?.deviceSn === deviceSn;
    const next = confirmed ? { ...step.now, asked: null } : step.now;
    return {
      saying: null,
      facts: paired ? said.facts : understood.facts,
      confirmed: confirmed ? (odd?.asked.code ?? 'sn-unlike') : null,
      keep: () => {
        if (next !== now) setLineNow(db, batch.id, next);
      },
      // Its turn has not come: its label, scanned again, is not one that came twice.
      drop: paired ? () => setLineNow(db, batch.id, { ...step.now, units: now.units }) : null,
    };
  }

  return {
    judge,
    tick(tell) {
      const batch = currentBatch(db);
      if (batch?.state !== 'open' || !isPaired(batch.line) || batch.stop) return;
      const now = lineNow(db, batch.id);
      const late = lateUnits(batch.line, now, needs.now());
      if (late.length === 0) return;
      store.write(() => setLineNow(db, batch.id, toldLate(batch.line, now, late)));
      const seconds = batch.line.waitSeconds;
      const { persons } = batch.line;
      for (const { deviceSn, source } of late) {
        const code = persons === 2 ? 'pair-late-lane' : 'pair-late';
        tell(problem(code, { deviceSn, seconds }), source);
      }
    },
  };
}
