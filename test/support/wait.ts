/** Waits for a state, never for a time: the limit only says when to give up, with a sentence. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { within = 30_000, every = 20 }: { within?: number; every?: number } = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + within;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > end) throw new Error(`gave up after ${within} ms waiting for: ${what}`);
    await pause(every);
  }
}

/** A pause that is part of the story (a slow scanner, a silence), not a wait for a result. */
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
