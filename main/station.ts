import type { Batch } from '../shared/models/batch.ts';
import type { MasterDataValues } from '../shared/models/catalog.ts';
import type { Read, Source, Verdict } from '../shared/models/read.ts';
import { fail, ok, type Problem, problem, type Result } from '../shared/problems.ts';
import { withoutSecrets } from '../shared/serial/find-sn.ts';
import type { Fact } from '../shared/serial/reading.ts';
import { compileRule } from '../shared/serial/rule.ts';
import { scannedData } from '../shared/serial/scanned-data.ts';
import { understand } from '../shared/serial/understand.ts';
import { findGroup, findMasterDataGroup, hasTarget } from './catalog/catalog.ts';
import { startingMasterData } from './catalog/defaults.ts';
import { explainRefusal } from './explain.ts';
import type { Job, JobWish } from './job.ts';
import type { LineJudge } from './line/judge.ts';
import { createSettling, type Heard } from './settling.ts';
import { batchById, currentBatch } from './store/batches.ts';
import { findRegistered } from './store/devices.ts';
import { seenElsewhere } from './store/elsewhere.ts';
import type { NewOperation } from './store/events.ts';
import type { MadeNumber } from './store/events-makers.ts';
import type { Store } from './store/store.ts';
import { about, batchProblem, refuse } from './verdict.ts';

/**
 * The journey of one read, in order. Read this file first.
 *
 * A text arrives (from a scanner's framer, the keyboard, a file, a pipe). It is understood under the
 * batch's group (`shared/serial`, pure), compared with what is known here and in the cached cloud set,
 * and, if it is new, made durable: device, operations and journal entry in one transaction, both
 * files synced. Only then is "accepted" answered; whoever shows green shows it after that.
 * The whole way is one synchronous stretch: two reads can never overlap. What scanners delivered in one
 * turn of the loop goes that way together and shares the sync (`settling.ts`).
 */
export interface Station {
  /** A read for the batch in work; `facts` is what its source said beside the text. */
  receive(text: string, source: Source, facts?: readonly Fact[]): Verdict;
  /** A read for a job that the caller has prepared. */
  receiveFor(job: Job, text: string, source: Source, facts?: readonly Fact[]): Verdict;
  /** Reads of one turn of the loop, as one commit; each verdict is told when it is durable. */
  together(heard: readonly Heard[]): void;
  /** An SN that was made here, of this number, goes the same way. */
  receiveMade(job: Job, deviceSn: string, source: Source, made: MadeNumber): Verdict;
  /** The batch in work and its job; null: there is none. */
  inWork(): { batch: Batch; job: Result<Job> } | null;
  /** A text that was not understood on its way here: shown as a refused read, with how to go on. */
  misread(why: Problem, source: Source): Verdict;
  /** An incomplete code of so many bytes was dropped: shown in the same way. */
  dropped(length: number, source: Source): Verdict;
  /** `group-unknown`, `environment-unknown`, `rule-invalid`, `value-misfit`, `master-data-missing`. */
  prepare(wish: JobWish): Result<Job>;
  /** The catalog changed: rules and defaults are read afresh. */
  forget(): void;
}

/**
 * Codes that are no units': a command, a badge. Null: it is none of mine. What it answers is remembered as
 * it is: a claim covers what nobody may read again (`***`).
 */
export type Claim = (text: string, source: Source) => Verdict | Settled | null;

/** What came of it is remembered already: a command that made a unit. */
export interface Settled {
  settled: Verdict;
}

export interface StationNeeds {
  store: Store;
  now(): number;
  newId(): string;
  stationName(): string;
  /** Who is on duty; null where nobody has to be. */
  operator(): string | null;
  /** Asked in this order before a text is taken for a unit's. */
  claims: readonly Claim[];
  /** What registers nothing, by whichever way it comes; null for all else. */
  bars(text: string): Verdict | null;
  /** What a read is among the reads around it: asked once, after it was understood. */
  line: LineJudge;
  /** Called after each read is settled; nudges without content go from here. */
  onRead(read: Read): void;
}

export function createStation(needs: StationNeeds): Station {
  const { store } = needs;
  const { settle, together } = createSettling(needs);
  const jobs = new Map<string, Result<Job>>();

  function prepare({ groupId, allocateTo, batchId, masterData: given }: JobWish): Result<Job> {
    const group = findGroup(store.db, groupId);
    if (!group) return fail('group-unknown', { groupId });
    if (allocateTo && !hasTarget(store.db, allocateTo)) {
      return fail('environment-unknown', { target: `${allocateTo.regionId}/${allocateTo.orgId}` });
    }
    const rule = compileRule(group.snRule, groupId, {
      modelId: group.modelId,
      now: needs.now,
    });
    if (!rule.ok) return rule;
    const template = findMasterDataGroup(store.db, group.masterDataGroupId);
    const masterData = startingMasterData(group, template, given);
    if (!masterData.ok) return masterData;
    return ok({
      group,
      check: rule.value,
      masterData: masterData.value,
      data: template?.masterData ?? [],
      given: given ?? {},
      allocateTo,
      batchId,
    });
  }

  function jobOf(batch: Batch): Result<Job> {
    const known = jobs.get(batch.id);
    if (known) return known;
    const prepared = prepare({ ...batch, batchId: batch.id });
    jobs.set(batch.id, prepared);
    return prepared;
  }

  function receiveFor(
    job: Job,
    scanned: string,
    source: Source,
    facts: readonly Fact[] = [],
    made?: MadeNumber,
  ): Verdict {
    const groupId = job.group.groupId;
    const barred = needs.bars(scanned);
    if (barred) return settle(barred, source, null, groupId);
    const batch = job.batchId === null ? null : batchById(store.db, job.batchId);
    const understood = understand(scanned, groupId, job.check, facts);
    const text = understood.ok && understood.bare ? scanned : withoutSecrets(scanned);
    const seen = understood.ok ? repeat(groupId, understood.deviceSn, job.batchId) : null;
    const stopped = batch && batchProblem(batch);
    const known = seen !== null;
    const read = {
      group: job.group,
      batch,
      text,
      source,
      understood,
      known,
      made: made !== undefined,
      stopped: stopped !== null,
    };
    const line = needs.line.judge(read);
    if (line?.saying) {
      const { deviceSn, aim } = understood;
      const said = about({ text, deviceSn, aim });
      return settle(
        { ...said, ...line.saying },
        source,
        line.counted ? batch : null,
        groupId,
        line.commit,
      );
    }
    if (!understood.ok) {
      const why = explainRefusal(store.db, { groupId, check: job.check }, text, understood);
      return settle(refuse(text, why, understood), source, batch, groupId);
    }
    const { deviceSn } = understood;
    if (made && deviceSn !== scanned) {
      const why = problem('maker-sn-unreadable', { deviceSn: scanned, detail: deviceSn });
      return settle(refuse(text, why), source, batch, groupId);
    }
    const unit = about({ text, deviceSn, aim: understood.aim });
    const drop = line?.drop;
    const without = (verdict: Verdict) =>
      settle(
        verdict,
        source,
        batch,
        groupId,
        drop
          ? (remember) =>
              store.join(null, () => {
                remember();
                drop();
              })
          : undefined,
      );
    if (seen) return without({ ...unit, verdict: 'seen', problem: seen });
    if (stopped) return without(refuse(text, stopped, unit));
    const carried = scannedData(line?.facts ?? understood.facts, job.data, job.given);
    if (!carried.ok) return without(refuse(text, carried.problem, unit));
    const masterData = { ...job.masterData, ...carried.value };
    const brought = Object.keys(carried.value).length > 0 ? { masterData: carried.value } : {};
    const accepted = { ...unit, ...brought, verdict: 'accepted' as const };
    const by = needs.operator();
    return settle(accepted, source, batch, groupId, (remember) =>
      store.join(
        {
          type: 'device-registered',
          at: needs.now(),
          groupId,
          deviceSn,
          batchId: job.batchId,
          allocateTo: job.allocateTo,
          masterData,
          source,
          raw: text,
          ...(understood.aim ? { aim: understood.aim } : {}),
          ...(by === null ? {} : { by }),
          ...(line?.confirmed ? { confirmed: line.confirmed } : {}),
          label: batch?.template != null,
          ...(made ? { made } : {}),
          operations: owed(job, { ...masterData, deviceSn }, batch),
        },
        () => {
          remember();
          line?.keep();
        },
      ),
    );
  }

  /** What the cloud is owed for a new device: it is created, then allocated where the batch says. */
  function owed(job: Job, deviceData: MasterDataValues, batch: Batch | null): NewOperation[] {
    const create: NewOperation = {
      key: needs.newId(),
      kind: 'create',
      payload: {
        deviceData,
        ...(batch ? { batchTag: batch.tag } : {}),
      },
    };
    if (!job.allocateTo) return [create];
    return [
      create,
      { key: needs.newId(), kind: 'allocate', payload: { deviceData: job.allocateTo } },
    ];
  }

  function repeat(groupId: string, deviceSn: string, batchId: string | null): Problem | null {
    const here = findRegistered(store.db, groupId, deviceSn);
    if (here) {
      const who = { at: here.at, by: `${needs.stationName()} (${here.source})` };
      if (batchId !== null && here.batchId === batchId) return problem('seen-in-batch', who);
      return problem('seen-on-station', { ...who, batch: here.batchTag ?? '–' });
    }
    return seenElsewhere(store.db, groupId, deviceSn);
  }

  // Nothing of a torn text is kept: what is secret in it cannot be told any more.
  function misread(why: Problem, source: Source): Verdict {
    const batch = currentBatch(store.db);
    return settle(refuse('', why), source, batch, batch?.groupId ?? null);
  }

  return {
    prepare,
    together,
    receiveFor,
    receiveMade: (job, deviceSn, source, made) => receiveFor(job, deviceSn, source, [], made),
    inWork() {
      const batch = currentBatch(store.db);
      return batch && { batch, job: jobOf(batch) };
    },
    receive(text, source, facts) {
      const batch = currentBatch(store.db);
      for (const claim of needs.claims) {
        const claimed = claim(text, source);
        if (claimed && 'settled' in claimed) return claimed.settled;
        // A command may have changed which batch is in work; it is remembered with the one it came to.
        if (claimed) return settle(claimed, source, null, batch?.groupId ?? null);
      }
      if (!batch) {
        return settle(refuse(withoutSecrets(text), problem('no-batch')), source, null, null);
      }
      const job = jobOf(batch);
      if (!job.ok) {
        return settle(refuse(withoutSecrets(text), job.problem), source, batch, batch.groupId);
      }
      return receiveFor(job.value, text, source, facts);
    },
    misread,
    dropped: (length, source) => misread(problem('read-partial', { length }), source),
    forget: () => jobs.clear(),
  };
}
