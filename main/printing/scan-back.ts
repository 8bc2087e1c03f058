import type { Batch } from '../../shared/models/batch.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { ScanBackResult } from '../../shared/models/printing.ts';
import type { Source, Verdict } from '../../shared/models/read.ts';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { codeData, withoutSecrets } from '../../shared/serial/find-sn.ts';
import { holdOf } from '../line/hold.ts';
import { currentBatch } from '../store/batches.ts';
import { deviceNumber } from '../store/label-devices.ts';
import { countScanBack, piecesOf } from '../store/ledger.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import { isNeighbour, unitInHand } from '../store/scan-back.ts';
import type { Store } from '../store/store.ts';
import { carriedBy } from './carried-by.ts';

/** So many wrong labels in a row stop the printer. */
export const wrongInARow = 3;

/** A label that is still before the scanner is read again within this, in milliseconds. */
const sameScan = 1_000;

export interface ScannedBack {
  result: ScanBackResult;
  deviceSn: string;
  problem: Problem;
}

/**
 * Labels scanned back once they are stuck on. With `line.scanBack` of the batch in work, codes of our own labels
 * are that and no unit's: `last`, on the unit that was read last; `any`, on whichever unit of the batch.
 */
export interface ScanBack {
  claim(text: string, source: Source): Verdict | null;
  /** A label held against this unit, or against the batch as it is set. `batch-not-open`. */
  check(text: string, unit: string | null): Result<ScannedBack>;
}

const wrong: ReadonlySet<ScanBackResult> = new Set(['mismatch', 'neighbour', 'unreadable', 'void']);
const meta = 'scan-back-wrong';
/** Whoever asks on screen says of which unit: it is a label and no read. */
const fromScreen: Source = { kind: 'typed', name: '' };

export function createScanBack(needs: {
  store: Store;
  now(): number;
  by(): string;
  stationName(): string;
  onChange(): void;
  /** Three in a row were wrong. */
  stopPrinters(why: Problem): void;
}): ScanBack {
  const { store } = needs;
  const { db } = store;
  let last: { text: string; at: number } | null = null;

  const labelOf = (batch: Batch, text: string, source: Source) =>
    carriedBy(db, batch.groupId, text, source, needs.stationName());

  function judge(batch: Batch, payload: DeviceName | null, unit: string | null): ScannedBack {
    const expected = unit ?? (batch.line.scanBack === 'any' ? null : unitInHand(db, batch));
    if (!payload) {
      return {
        result: 'unreadable',
        deviceSn: expected ?? '',
        problem: problem('label-unreadable'),
      };
    }
    const { deviceSn: label } = payload;
    const other = (result: ScanBackResult, why: Problem): ScannedBack => ({
      result,
      deviceSn: label,
      problem: why,
    });
    if (payload.groupId !== batch.groupId) {
      return other('mismatch', problem('label-other-batch', { deviceSn: label }));
    }
    if (expected !== null && expected !== label) {
      const near = isNeighbour(db, batch.id, expected, label);
      const code = near ? 'label-neighbour' : 'label-mismatch';
      return other(near ? 'neighbour' : 'mismatch', problem(code, { label, deviceSn: expected }));
    }
    const device = deviceNumber(db, payload);
    if (device === null) return other('void', problem('label-void', { deviceSn: label }));
    const pieces = piecesOf(db, device).filter(({ isVoid }) => !isVoid);
    const inHand = pieces.findLast(({ account }) => account === 'printed');
    if (inHand) {
      const move = { first: inHand.seq, last: inHand.seq, from: 'printed', to: 'applied' } as const;
      const done = store.commit({
        type: 'labels-moved',
        at: needs.now(),
        by: needs.by(),
        jobId: inHand.job,
        moves: [move],
        reason: '',
        source: 'scan',
      });
      if (!done.ok) return other('unreadable', done.problem);
      return other('match', problem('noted-label-applied', { deviceSn: label }));
    }
    if (pieces.some(({ account }) => account === 'applied')) {
      return other('already-applied', problem('noted-label-applied-before', { deviceSn: label }));
    }
    return other('mismatch', problem('label-other-batch', { deviceSn: label }));
  }

  function count(batch: Batch, { result }: ScannedBack): void {
    const before = Number(getMeta(db, meta) ?? 0);
    const row = wrong.has(result) ? before + 1 : result === 'match' ? 0 : before;
    const stops = row >= wrongInARow;
    store.write(() => {
      countScanBack(db, batch.id, result);
      setMeta(db, meta, row === 0 || stops ? null : String(row));
    });
    if (stops) needs.stopPrinters(problem('scan-back-stopped', { count: row }));
    needs.onChange();
  }

  function check(batch: Batch, label: DeviceName | null, unit: string | null): ScannedBack {
    const found = judge(batch, label, unit);
    count(batch, found);
    return found;
  }

  return {
    claim(text, source) {
      const batch = currentBatch(db);
      if (!batch || batch.line.scanBack === 'off' || batch.state !== 'open') return null;
      const data = codeData(text);
      const ours = labelOf(batch, text, source);
      // What begins like one of ours and is none is torn: it can be no unit's code either.
      if (!ours && !data.startsWith('LS:')) return null;
      if (holdOf(db, batch, needs.now())) return null;
      // Units of other stations and of this one's box codes go the usual way.
      if (ours && deviceNumber(db, ours) === null) return null;
      const twice = last?.text === data && Math.abs(needs.now() - last.at) < sameScan;
      last = { text: data, at: needs.now() };
      if (twice && ours) {
        const again = problem('noted-label-applied-before', { deviceSn: ours.deviceSn });
        return { text: data, verdict: 'noted', deviceSn: ours.deviceSn, problem: again };
      }
      const { result, deviceSn, problem: why } = check(batch, ours, null);
      return {
        text: withoutSecrets(text),
        verdict: wrong.has(result) ? 'refused' : 'noted',
        ...(deviceSn === '' ? {} : { deviceSn }),
        problem: why,
      };
    },
    check(text, unit) {
      const batch = currentBatch(db);
      if (!batch) return fail('batch-not-open');
      return ok(check(batch, labelOf(batch, text, fromScreen), unit));
    },
  };
}
