/** How fast rows go of late. */
export interface Rate {
  saw(rows: number, at: number): void;
  /** Rows a second; null until that can be told. */
  perSecond(): number | null;
  secondsLeft(rows: number, total: number | null): number | null;
}

/** What is older than this says nothing of how it goes now, in milliseconds. */
const lately = 10_000;
const least = 500;

export function createRate(): Rate {
  let seen: { rows: number; at: number }[] = [];
  const perSecond = (): number | null => {
    const [first, last] = [seen[0], seen.at(-1)];
    if (!first || !last || last.at - first.at < least) return null;
    return ((last.rows - first.rows) * 1000) / (last.at - first.at);
  };
  return {
    saw(rows, at) {
      const last = seen.at(-1);
      // Slices are short: ten a second say enough.
      if (last && at - last.at < 100) return;
      seen = [...seen.filter((one) => at - one.at < lately), { rows, at }];
    },
    perSecond,
    secondsLeft(rows, total) {
      const rate = perSecond();
      return rate && total !== null ? Math.max(0, Math.round((total - rows) / rate)) : null;
    },
  };
}
