import { createCollector } from '../../shared/handover/collector.ts';
import { framePrefix } from '../../shared/handover/frame.ts';
import type {
  HandoverKind,
  HandoverPlan,
  HandoverState,
  HandoverStation,
  HandoverTaken,
  HandoverWish,
} from '../../shared/models/handover.ts';
import { isUnitItself, type Verdict } from '../../shared/models/read.ts';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { mayAct, type Role } from '../../shared/roles.ts';
import type { Audit } from '../security/audit.ts';
import type { Claim, Station } from '../station.ts';
import {
  forgetStation,
  handoverStations,
  trustedStation,
  trustStation,
} from '../store/handover.ts';
import { dropHalfDigests } from '../store/sn-digests.ts';
import { refuse } from '../verdict.ts';
import { openHandover } from './container.ts';
import { type MadeHandover, type MakeNeeds, makeHandover } from './make.ts';
import { planHandover, type ReadHandover, readHandover } from './plan.ts';
import { type TakeNeeds, takeHandover } from './take.ts';

/** Handing over to another station without a network, and taking what another one hands over. */
export interface Handover {
  make(wish: HandoverWish, role: Role | null, by: string): Promise<Result<MadeHandover>>;
  /** A file: looked at and kept for `accept`; nothing is taken. */
  offer(file: Uint8Array): Promise<Result<HandoverPlan>>;
  /** The offer in hand as it is now; null: there is none. */
  look(): Promise<Result<HandoverPlan | null>>;
  /** `trust`: the fingerprint that a person compared, of a station that is new here. */
  accept(
    wish: { id: string; trust: string | null; accept: boolean },
    role: Role | null,
    by: string,
  ): Promise<Result<HandoverTaken>>;
  /** An admin says that the other key of a station is right. */
  trust(wish: { id: string; fingerprint: string; reason: string }, by: string): Result<object>;
  /** A station and all it told. */
  forget(wish: { stationId: string; reason: string }, by: string): Result<object>;
  /** The offer and the frames so far are not wanted. */
  drop(): void;
  stations(): HandoverStation[];
  state(): HandoverState;
  /** Frames among reads: a claim of `station.ts`. None is remembered as a read. */
  claim: Claim;
  /** A frame registers nothing, by whichever way it comes. */
  bars(text: string): Verdict | null;
}

/** What may be handed over by whom. */
export const roleFor = (kind: HandoverKind): Role =>
  kind === 'catalog' ? 'engineer' : 'line-lead';

export interface HandoverNeeds extends MakeNeeds, TakeNeeds {
  batches: MakeNeeds['batches'] & TakeNeeds['batches'];
  station: Pick<Station, 'prepare'>;
  audit: Audit;
  onChange(): void;
}

export function createHandover(needs: HandoverNeeds): Handover {
  const { store, audit, now, onChange } = needs;
  const collector = createCollector();
  let offer: ReadHandover['opened'] | null = null;
  let content: ReadHandover | null = null;
  let working = false;
  store.write(() => dropHalfDigests(store.db));

  function keep(file: Uint8Array): Result<ReadHandover['opened']> {
    const opened = openHandover(file);
    if (opened.ok) {
      offer = opened.value;
      content = null;
      onChange();
    }
    return opened;
  }

  async function read(): Promise<Result<ReadHandover | null>> {
    const wanted = offer;
    if (!wanted || content) return ok(content);
    const found = await readHandover(wanted);
    if (!found.ok) return found;
    if (offer === wanted) content = found.value;
    return found;
  }

  const planNow = (of: ReadHandover) => planHandover({ store, station: needs.station }, of);

  function drop(): void {
    offer = null;
    content = null;
    collector.forget();
    onChange();
  }

  /** What keeps this person from taking it as it is. */
  function whyNot(
    { info, trust, problem: found }: HandoverPlan,
    trusted: string | null,
    role: Role | null,
  ): Problem | null {
    const { name } = info.station;
    if (found) return found;
    if (trust === 'changed') return problem('handover-key-changed', { name });
    const needed = trust === 'new' && !mayAct(role, 'engineer') ? 'engineer' : roleFor(info.kind);
    const lacks = lackOf(role, needed);
    if (lacks) return lacks;
    if (trust === 'known') return null;
    return trusted === info.fingerprint ? null : problem('handover-untrusted', { name });
  }

  return {
    async make(wish, role, by) {
      const lacks = lackOf(role, roleFor(wish.kind));
      return lacks ? { ok: false, problem: lacks } : makeHandover(needs, wish, by);
    },
    async offer(file) {
      const kept = keep(file);
      if (!kept.ok) return kept;
      const found = await read();
      if (!found.ok) {
        drop();
        return found;
      }
      return found.value ? ok(await planNow(found.value)) : fail('handover-none');
    },
    async look() {
      const found = await read();
      if (!found.ok) return found;
      return ok(found.value && (await planNow(found.value)));
    },
    async accept({ id, trust, accept }, role, by) {
      if (working) return fail('handover-busy');
      working = true;
      try {
        const found = await read();
        if (!found.ok) return found;
        if (found.value?.opened.info.id !== id) return fail('handover-none');
        const plan = await planNow(found.value);
        if (plan.takenAt !== null && plan.trust === 'known') {
          return ok({ again: true, saved: true, batchId: null });
        }
        const stop = whyNot(plan, trust, role);
        if (stop) return { ok: false, problem: stop };
        const { kind, station, fingerprint } = plan.info;
        const about = `${kind} ${plan.batch?.tag ?? ''} ${station.name}`.replace('  ', ' ');
        if (plan.trust === 'new') {
          const noted = audit('station-trusted', `${station.name} ${fingerprint}`, by);
          if (!noted.ok) return noted;
        }
        const noted = audit('handover-taken', about, by);
        if (!noted.ok) return noted;
        const taken = await takeHandover(needs, found.value, plan, { by, role, accept });
        if (taken.ok) onChange();
        return taken;
      } finally {
        working = false;
      }
    },
    trust({ id, fingerprint, reason }, by) {
      const info = offer?.info;
      if (info?.id !== id) return fail('handover-none');
      if (info.station.id === store.identity.stationId) return fail('handover-own');
      if (info.fingerprint !== fingerprint) return fail('handover-fingerprint');
      const { name } = info.station;
      const noted = audit('station-trusted', `${name} ${fingerprint}: ${reason}`, by);
      if (!noted.ok) return noted;
      const station = { ...info.station, fingerprint, trustedAt: now(), trustedBy: by };
      const written = store.write(() => trustStation(store.db, station));
      onChange();
      return written.ok ? ok({}) : written;
    },
    forget({ stationId, reason }, by) {
      const station = trustedStation(store.db, stationId);
      if (!station) return fail('handover-station-unknown');
      const noted = audit('station-forgotten', `${station.name}: ${reason}`, by);
      if (!noted.ok) return noted;
      const written = store.write(() => forgetStation(store.db, stationId));
      onChange();
      return written.ok ? ok({}) : written;
    },
    drop,
    stations: () => handoverStations(store.db),
    state: () => ({ frames: collector.progress(), offer: offer?.info ?? null }),
    claim(text, source) {
      // A unit on a cable hands nothing over.
      const taken = isUnitItself(source) ? null : collector.take(text, now());
      if (!taken) return null;
      onChange();
      if (taken.kind === 'whole') {
        const kept = keep(taken.file);
        if (kept.ok && kept.value.info.id.startsWith(taken.id)) {
          const { name } = kept.value.info.station;
          return {
            text: framePrefix,
            verdict: 'noted',
            problem: problem('noted-handover-whole', { name }),
          };
        }
        // Whatever made it so: it is gathered anew, and nothing of it is kept.
        drop();
        return refuse(framePrefix, problem('handover-changed'));
      }
      if (taken.kind === 'newer')
        return { settled: refuse(framePrefix, problem('handover-newer')) };
      if (taken.kind === 'damaged') {
        return { settled: refuse(framePrefix, problem('handover-frame-damaged')) };
      }
      const { have = 0, of = 0 } = collector.progress() ?? {};
      const said = problem('noted-handover', { have, of });
      return { settled: { text: framePrefix, verdict: 'noted', problem: said } };
    },
    bars(text) {
      if (text.slice(0, framePrefix.length).toUpperCase() !== framePrefix) return null;
      return refuse(framePrefix, problem('read-no-sn', { format: 'Lineside' }));
    },
  };
}

function lackOf(held: Role | null, needed: Role): Problem | null {
  if (mayAct(held, needed)) return null;
  return held === null ? problem('operator-missing') : problem('role-missing', { needed, held });
}
