/** Whether something rises: a line through what was measured, after a warm-up. */

export interface Sample {
  /** Seconds since the beginning. */
  at: number;
  value: number;
}

/** How much the fitted line rises from the first to the last sample after the warm-up (a part of the time, 0..1). */
export function rise(samples: readonly Sample[], warmUp = 0.3): number {
  const last = samples.at(-1)?.at ?? 0;
  const rest = samples.filter(({ at }) => at >= last * warmUp);
  const [first] = rest;
  if (!first || rest.length < 3) return 0;
  const mean = (of: (sample: Sample) => number) =>
    rest.reduce((sum, sample) => sum + of(sample), 0) / rest.length;
  const [at, value] = [mean((one) => one.at), mean((one) => one.value)];
  const spread = mean((one) => (one.at - at) ** 2);
  const slope = spread === 0 ? 0 : mean((one) => (one.at - at) * (one.value - value)) / spread;
  return slope * (last - first.at);
}
