import { BlockList, isIP } from 'node:net';

/**
 * Counts the connections that have not shown who they are, so that many who say nothing do not take
 * the places of devices. Devices that are in are not counted: a whole plant may come from one address.
 */
export class Strangers {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #balancers = new BlockList();
  readonly #of = new Map<string, number>();
  #all = 0;

  /** @param balancers addresses and networks (10.0.0.0/8) from which everybody comes. */
  constructor(most: number, mostOfOne: number, balancers: readonly string[] = []) {
    this.#most = most;
    this.#mostOfOne = mostOfOne;
    for (const word of balancers) {
      const [address = '', bits] = word.split('/');
      const family = familyOf(address);
      if (bits === undefined) this.#balancers.addAddress(address, family);
      else this.#balancers.addSubnet(address, Number(bits), family);
    }
  }

  /** @returns to be called once it is known or gone, as often as you like; null when there are too many. */
  arrive(address: string): (() => void) | null {
    const before = this.#of.get(address) ?? 0;
    if (this.#all >= this.#most) return null;
    if (before >= this.#mostOfOne && !this.#balancers.check(address, familyOf(address)))
      return null;
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

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
