import { describe, expect, it } from 'vitest';
import { lookOf, worstSince } from '../../renderer/scan/look.ts';
import { problem } from '../../shared/problems.ts';
import { acceptedRead, calmState, refusedRead, seenRead } from '../support/pretend-scenes.ts';

const now = Date.now();
/** The window has been looking on for an hour. */
const openedAt = now - 3_600_000;
const state = calmState();
const batch = state.batch;
if (!batch) throw new Error('the sample has a batch');

describe('the window of the scan screen', () => {
  it('shows the newest read of the batch', () => {
    expect(lookOf({ ...state, reads: [seenRead(9)] }, null, openedAt)).toMatchObject({
      kind: 'verdict',
      tone: 'seen',
      sn: 'INV5K1-000119',
    });
  });

  it('shows no verdict of before it was opened: nobody walks away from an old green', () => {
    const reads = [{ ...acceptedRead(300), at: now - 60_000 }];
    expect(lookOf({ ...state, reads }, null, now)).toEqual({ kind: 'ready' });
  });

  it('says that an open batch waits for a person, unless a read says more', () => {
    const hold = { kind: 'first-article', deviceSn: 'INV5K1-000001' } as const;
    const held = { ...batch, now: { ...batch.now, hold } };
    expect(lookOf({ ...state, batch: held, reads: [] }, null, now)).toEqual({
      kind: 'held',
      hold: 'first-article',
    });
    const reads = [{ ...refusedRead(9), at: now }];
    expect(lookOf({ ...state, batch: held, reads }, null, now)).toMatchObject({ kind: 'verdict' });
  });

  it('shows no green of a unit that was taken back', () => {
    const reads = [{ ...acceptedRead(300), gone: true as const }];
    expect(lookOf({ ...state, reads }, null, openedAt)).toEqual({ kind: 'ready' });
  });

  it('asks for void labels while they are destroyed, and is ready again afterwards', () => {
    const on = { ...state, toDestroy: { left: 2, on: true } };
    const [newest] = state.reads;
    const turnedAt = newest?.id ?? 0;
    expect(lookOf(on, null, openedAt, turnedAt)).toEqual({ kind: 'destroying' });
    // Also where no batch is open: what is to be kept has to be seen.
    const keep = { ...refusedRead(900), at: now, problem: problem('label-not-void') };
    const told = { ...on, batch: null, reads: [keep] };
    expect(lookOf(told, null, openedAt, turnedAt)).toMatchObject({ kind: 'verdict' });
    const ended = { ...state, reads: [keep] };
    expect(lookOf(ended, null, openedAt, keep.id)).toEqual({ kind: 'ready' });
  });

  it('shows no verdict of the batch before', () => {
    const later = { ...batch, startedAt: now + 1 };
    expect(lookOf({ ...state, batch: later }, null, now)).toEqual({ kind: 'ready' });
  });

  it('says that there is no batch, and refuses what is scanned without one', () => {
    const none = { ...state, batch: null };
    expect(lookOf(none, null, now)).toEqual({ kind: 'no-batch' });
    const read = { ...refusedRead(9), at: now + 5, problem: problem('no-batch') };
    expect(lookOf({ ...none, reads: [read] }, null, now)).toMatchObject({ tone: 'stopped' });
  });

  it('says that the batch is paused, and refuses what is scanned meanwhile', () => {
    const paused = { ...state, batch: { ...batch, state: 'paused' as const } };
    expect(lookOf(paused, null, now)).toEqual({ kind: 'paused' });
    const reads = [{ ...refusedRead(9), problem: problem('batch-paused') }];
    expect(lookOf({ ...paused, reads }, null, now)).toMatchObject({ tone: 'stopped' });
    expect(lookOf({ ...state, reads }, null, now)).toEqual({ kind: 'ready' });
  });

  it('is ready again after NEXT, or says that it is paused', () => {
    const noted = { verdict: 'noted' as const, problem: problem('noted-next') };
    const reads = [{ ...seenRead(9), ...noted }, seenRead(8)];
    expect(lookOf({ ...state, reads }, null, openedAt)).toEqual({ kind: 'ready' });
    const paused = { ...batch, state: 'paused' as const };
    expect(lookOf({ ...state, batch: paused, reads }, null, openedAt)).toEqual({ kind: 'paused' });
  });

  it('shows what never reached the station until something newer does', () => {
    const local = { at: now, text: 'X', problem: problem('disk-full') };
    expect(lookOf(state, local, now)).toMatchObject({ tone: 'fault', text: 'X' });
    const reads = [{ ...acceptedRead(300), at: now + 1 }];
    expect(lookOf({ ...state, reads }, local, now)).toMatchObject({ tone: 'accepted' });
  });

  it('changes its key with each read, so that equal verdicts flash twice', () => {
    const first = lookOf({ ...state, reads: [seenRead(9)] }, null, openedAt);
    const second = lookOf({ ...state, reads: [seenRead(10)] }, null, openedAt);
    expect(first).not.toEqual(second);
  });
});

describe('the sound', () => {
  it('is that of the worst new read, and silence when none is new', () => {
    const reads = [acceptedRead(12), refusedRead(11), seenRead(10)];
    expect(worstSince(reads, 9)).toBe('refused');
    expect(worstSince(reads, 11)).toBe('accepted');
    expect(worstSince(reads, 12)).toBeNull();
  });
});
