import { createHmac } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { badgeText, looksLikeBadge } from '../../shared/badge-code.ts';
import type { Verdict } from '../../shared/models/read.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { addVerifier, type BadgeRow, findVerifier, listBadges } from '../store/operators.ts';
import type { Store } from '../store/store.ts';

/** Shortest and longest code that may be a company's badge, in characters. */
export const badgeLength = { min: 6, max: 512 };
/** A company's code shorter than this can be guessed, and needs the PIN as well. */
const guessableBelow = 10;

/** What a read that is a badge is shown as. */
export const coveredBadge = '***';

export const badgeVerdict = (
  verdict: 'noted' | 'refused',
  problem: NonNullable<Verdict['problem']>,
): Verdict => ({ text: coveredBadge, verdict, problem });

/**
 * Badges by a keyed hash of their code: the key is this station's own, made by chance, so that a list of
 * badge numbers cannot be tried against a copy of the table without it.
 */
export interface Badges {
  /** The badge that a text is, revoked ones too. */
  find(text: string): BadgeRow | null;
  /** One of ours, but none that is known here. */
  stray(text: string): boolean;
  fits(text: string): boolean;
  /** So short that it can be tried through. */
  guessable(text: string): boolean;
  /** Keeps a code's hash, durably; answers its identifier. */
  keep(text: string): Result<string>;
  /** The table changed. */
  forget(): void;
  /** A keyed hash of anything else that must not be kept in clear. */
  hashOf(text: string): string;
}

const keyId = 'station-key';

export function createBadges(needs: {
  store: Store;
  random(bytes: number): Uint8Array;
  newId(): string;
}): Badges {
  const { store, random } = needs;
  let key: Uint8Array | null = null;
  let known: Map<string, BadgeRow> | null = null;

  function stationKey(): Uint8Array {
    key ??= findVerifier(store.db, keyId)?.hash ?? null;
    return (key ??= makeKey(store.db, store, random(32)));
  }

  // Two hashes that begin alike say nothing of the codes: a map by hash gives no time to measure.
  const hashOf = (text: string) => createHmac('sha256', stationKey()).update(text).digest('base64');

  function table(): Map<string, BadgeRow> {
    // A revoked code that was given out again is the newer one's: revoked ones come first.
    known ??= new Map(
      listBadges(store.db).map((badge) => [Buffer.from(badge.hash).toString('base64'), badge]),
    );
    return known;
  }

  return {
    hashOf,
    find(scanned) {
      if (scanned.length > badgeLength.max + 8 || table().size === 0) return null;
      return table().get(hashOf(`badge|${badgeText(scanned)}`)) ?? null;
    },
    stray: looksLikeBadge,
    fits(scanned) {
      const text = badgeText(scanned);
      const { min, max } = badgeLength;
      // Lineside's own codes are commands, or badges of another station.
      return text.length >= min && text.length <= max && !/^LINESIDE/i.test(text);
    },
    guessable: (scanned) => badgeText(scanned).length < guessableBelow,
    keep(scanned) {
      const id = needs.newId();
      const hash = Buffer.from(hashOf(`badge|${badgeText(scanned)}`), 'base64');
      const kept = store.write(() =>
        addVerifier(store.db, { id, kind: 'badge', salt: Buffer.alloc(0), hash, cost: '{}' }),
      );
      return kept.ok ? ok(id) : kept;
    },
    forget() {
      known = null;
    },
  };
}

/** Made once. Where it cannot be kept (a full disk) it is good until the end of this process only. */
function makeKey(db: Database, store: Store, fresh: Uint8Array): Uint8Array {
  store.write(() =>
    addVerifier(db, { id: keyId, kind: 'key', salt: Buffer.alloc(0), hash: fresh, cost: '{}' }),
  );
  return fresh;
}
