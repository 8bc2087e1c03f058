/** How much of something one caller may have at one instance, per second; 0 = as much as it likes. */
export interface Rates {
  /** Requests of one application key. */
  requests: number;
  /** Operations of one station, in whatever batches. */
  operations: number;
  /** Requests of devices from one address. */
  devices: number;
  /** Requests of devices that proved one registration group's secret. */
  group: number;
  /** Failed token requests, tokens and signatures from one address. */
  failures: number;
}

/** Far above what a plant does, and below what one instance can do for everybody. */
export const defaultRates: Rates = {
  requests: 500,
  operations: 5000,
  devices: 100,
  group: 200,
  failures: 20,
};

const highest = 1_000_000;

/**
 * Reads `requests=500,devices=0`; what is not named keeps its default.
 * @returns null when it says something else.
 */
export function parseRates(text: string): Rates | null {
  const rates = { ...defaultRates };
  for (const part of text.split(',').filter((word) => word.trim() !== '')) {
    const [, name, number] = /^\s*(\w+)\s*=\s*(\d{1,7})\s*$/.exec(part) ?? [];
    if (!name || !Object.hasOwn(rates, name) || Number(number) > highest) return null;
    rates[name as keyof Rates] = Number(number);
  }
  return rates;
}
