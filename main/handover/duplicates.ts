import { setImmediate } from 'node:timers/promises';
import { type DigestHead, digestHeadSchema } from '../../shared/handover/batch-content.ts';
import { decodeDigest, digestBits, encodeDigest } from '../../shared/handover/digest.ts';
import { mostDigestSns } from '../../shared/handover/header.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { everySn } from '../store/every-sn.ts';
import { addDigestPage, beginDigest, pageSize, snHash } from '../store/sn-digests.ts';
import type { Store } from '../store/store.ts';
import type { HandoverContent } from './container.ts';

/** SNs that are hashed, read or written at a stretch. */
const slice = 2000;
/** Hashes are sorted in so many heaps, one at a stretch. */
const heaps = 256;

/** A digest of every SN that this station knows. Problems: `handover-many`. */
export async function duplicatesContent(
  { db }: Pick<Store, 'db'>,
  salt: Uint8Array,
): Promise<Result<HandoverContent>> {
  let most = 0;
  for (const page of everySn(db, slice)) {
    most += page.length;
    if (most > mostDigestSns) return fail('handover-many', { max: mostDigestSns });
    await setImmediate();
  }
  const bits = digestBits(most);
  const heap: number[][] = Array.from({ length: heaps }, () => []);
  for (const page of everySn(db, slice)) {
    for (const { groupId, deviceSn } of page) {
      const hash = snHash(salt, bits, groupId, deviceSn);
      heap[Math.floor(hash / 2 ** (bits - 8))]?.push(hash);
    }
    await setImmediate();
  }
  let count = 0;
  function* ascending(): Generator<number> {
    for (const [at, hashes] of heap.entries()) {
      const sorted = [...new Set(hashes)].toSorted((one, other) => one - other);
      heap[at] = [];
      count += sorted.length;
      yield* sorted;
    }
  }
  const writing = encodeDigest(ascending());
  let step = writing.next();
  for (let at = 1; !step.done; at++) {
    if (at % slice === 0) await setImmediate();
    step = writing.next();
  }
  const head: DigestHead = { salt: Buffer.from(salt).toString('hex'), bits, count };
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), step.value]);
  return ok({ kind: 'duplicates', rows: count, content });
}

export interface DuplicatesContent {
  head: DigestHead;
  coded: Uint8Array;
}

export function readDuplicatesContent(content: Uint8Array): Result<DuplicatesContent> {
  const end = content.indexOf(10);
  try {
    const head = digestHeadSchema.parse(
      JSON.parse(Buffer.from(content.subarray(0, end)).toString()),
    );
    if (head.count <= mostDigestSns) return ok({ head, coded: content.subarray(end + 1) });
  } catch {
    // It is said below.
  }
  return fail('handover-unreadable', { detail: 'line 1' });
}

/**
 * Writes the hashes where reads look them up, but not yet to be found: `keepDigest` does that. Answers its number.
 * Problems: `handover-unreadable`, of the disk.
 */
export async function writeDigest(
  store: Store,
  { head, coded }: DuplicatesContent,
  from: { stationId: string; station: string; madeAt: number },
): Promise<Result<number>> {
  const facts = {
    ...from,
    salt: Buffer.from(head.salt, 'hex'),
    bits: head.bits,
    count: head.count,
  };
  const begun = store.write(() => beginDigest(store.db, facts));
  if (!begun.ok) return begun;
  const nr = begun.value;
  let page: number[] = [];
  let pages: Float64Array[] = [];
  const flush = (): Result<unknown> => {
    const now = pages;
    pages = [];
    return store.write(() => {
      for (const each of now) addDigestPage(store.db, nr, each);
    });
  };
  for (const hash of decodeDigest(coded, head.bits, head.count)) {
    if (hash === null) return fail('handover-unreadable', { detail: 'the coded set' });
    page.push(hash);
    if (page.length < pageSize) continue;
    pages.push(Float64Array.from(page));
    page = [];
    if (pages.length < slice / pageSize) continue;
    const written = flush();
    if (!written.ok) return written;
    await setImmediate();
  }
  if (page.length > 0) pages.push(Float64Array.from(page));
  const written = flush();
  return written.ok ? ok(nr) : written;
}
