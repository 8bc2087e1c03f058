import type { RevokedKeys } from '../devices/revoked.ts';

const nameOf = ({ productKey, deviceKey }: RevokedKeys): string => `${productKey}/${deviceKey}`;

/** Who is in, or about to be, by the keys they came with. */
export class Live {
  readonly #guests = new Map<string, { keys: RevokedKeys; cuts: Set<() => void> }>();

  /**
   * To be called before the keys are looked up: whatever ends them after that look finds the guest here.
   * @param cut ends the guest. @returns takes it out again.
   */
  enter(keys: RevokedKeys, cut: () => void): () => void {
    const name = nameOf(keys);
    const cuts = this.#guests.get(name)?.cuts ?? new Set();
    if (cuts.size === 0) this.#guests.set(name, { keys, cuts });
    cuts.add(cut);
    return () => {
      // Only the last one out closes the door, and only once: it may be somebody else's by now.
      if (cuts.delete(cut) && cuts.size === 0) this.#guests.delete(name);
    };
  }

  /** Ends all guests with these keys. */
  cut(ended: readonly RevokedKeys[]): void {
    for (const keys of ended) {
      for (const cut of [...(this.#guests.get(nameOf(keys))?.cuts ?? [])]) cut();
    }
  }

  keys(): RevokedKeys[] {
    return [...this.#guests.values()].map(({ keys }) => keys);
  }
}
