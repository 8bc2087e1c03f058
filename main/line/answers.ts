import { goOn } from '../../shared/line/pairing.ts';
import type { Batch } from '../../shared/models/batch.ts';
import { type ArticleCheck, articleChecks, type WayOn } from '../../shared/models/line.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { withoutSecrets } from '../../shared/serial/find-sn.ts';
import { batchById, currentBatch } from '../store/batches.ts';
import { findRegistered } from '../store/devices.ts';
import { firstArticleOf, goldenSamples, lineNow, setLineNow } from '../store/line.ts';
import type { Store } from '../store/store.ts';

/** What people decide about the line. Each is an event with who and why, before anything goes on. */
export interface Answers {
  approve(
    article: { deviceSn: string; checks: readonly ArticleCheck[]; reason: string },
    by: string,
  ): Result<Batch>;
  answer(answer: { way: WayOn; reason: string }, by: string): Result<Batch>;
  confirm(answer: { deviceSn: string; right: boolean }, by: string): Result<object>;
  declare(
    sample: { groupId: string; text: string; expected: 'good' | 'bad'; note: string },
    by: string,
  ): Result<object>;
  withdraw(sample: { groupId: string; text: string }, by: string): Result<object>;
}

export function createAnswers(needs: { store: Store; now(): number; onChange(): void }): Answers {
  const { store, now } = needs;
  const { db } = store;

  /** The batch as it is after it. */
  function then(done: Result<object>, id: string): Result<Batch> {
    if (!done.ok) return done;
    needs.onChange();
    const batch = batchById(db, id);
    return batch ? ok(batch) : fail('batch-not-open');
  }

  function told(done: Result<object>): Result<object> {
    if (done.ok) needs.onChange();
    return done;
  }

  return {
    approve({ deviceSn, checks, reason }, by) {
      const batch = currentBatch(db);
      if (!batch) return fail('batch-not-open');
      const first = firstArticleOf(db, batch.id);
      if (!batch.line.firstArticle || batch.article || first !== deviceSn) {
        return fail('article-none');
      }
      const made = articleChecks.filter((check) => checks.includes(check));
      if (made.length < articleChecks.length && reason === '') return fail('article-reason');
      const approval = { deviceSn, at: now(), by, checks: made, reason };
      const event = { type: 'article-approved' as const, ...approval, batchId: batch.id };
      return then(store.commit(event), batch.id);
    },
    answer({ way, reason }, by) {
      const batch = currentBatch(db);
      if (!batch?.stop) return fail('batch-not-stopped');
      const { id: batchId, stop } = batch;
      const event = { type: 'line-answered' as const, at: now(), by, batchId, way, reason };
      const done = store.commit({ ...event, units: stop.units }, () =>
        setLineNow(db, batchId, goOn(lineNow(db, batchId), way)),
      );
      return then(done, batchId);
    },
    confirm({ deviceSn, right }, by) {
      const batch = currentBatch(db);
      if (!batch) return fail('batch-not-open');
      const line = lineNow(db, batch.id);
      if (line.asked?.deviceSn !== deviceSn) return fail('unlike-none', { deviceSn });
      const asked = right ? { ...line.asked, right } : null;
      const what = right ? 'mix-up-confirmed' : 'mix-up-rejected';
      const event = { type: 'audited' as const, at: now(), by, what, about: deviceSn };
      return told(store.commit(event, () => setLineNow(db, batch.id, { ...line, asked })));
    },
    declare({ groupId, text, expected, note }, by) {
      if (findRegistered(db, groupId, text)) return fail('golden-is-device', { sample: text });
      const sample = { groupId, text: withoutSecrets(text), expected, note };
      return told(store.commit({ type: 'golden-declared', at: now(), by, ...sample }));
    },
    withdraw({ groupId, text }, by) {
      const there = goldenSamples(db, groupId).some((sample) => sample.text === text);
      if (!there) return fail('golden-unknown', { sample: text });
      return told(store.commit({ type: 'golden-withdrawn', at: now(), by, groupId, text }));
    },
  };
}
