/**
 * Counts the connections that have not shown who they are, so that many who say nothing do not take
 * the places of devices. Devices that are in are not counted: a whole plant may come from one address.
 */
export class Strangers {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #of = new Map<string, number>();
  #all = 0;

  constructor(most: number, mostOfOne: number) {
    this.#most = most;
    this.#mostOfOne = mostOfOne;
  }

  /** @returns to be called once it is known or gone, as often as you like; null when there are too many. */
  arrive(address: string): (() => void) | null {
    const before = this.#of.get(address) ?? 0;
    if (this.#all >= this.#most || before >= this.#mostOfOne) return null;
    this.#all++;
    this.#of.set(address, before + 1);
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      this.#all--;
      const left = (this.#of.get(address) ?? 1) - 1;
      if (left > 0) this.#of.set(address, left);
      else this.#of.delete(address);
    };
  }
}
