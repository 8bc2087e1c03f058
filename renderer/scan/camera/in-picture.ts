/**
 * Which codes came into the picture. A code that stays is read once; it may come again when it was out of sight
 * for `goneMs`. Frames in between may be blurred: one without the code is no leaving. Times are milliseconds.
 */
export interface InPicture {
  /** The codes of one frame; answers those that are new. */
  see(codes: readonly string[], at: number): string[];
}

/** Longer than a hand that shakes, shorter than a hand that takes the next unit. */
export const goneMs = 1000;

export function createInPicture(): InPicture {
  const lastSeen = new Map<string, number>();
  return {
    see(codes, at) {
      for (const [code, seenAt] of lastSeen) if (at - seenAt > goneMs) lastSeen.delete(code);
      const fresh = [...new Set(codes)].filter((code) => !lastSeen.has(code));
      for (const code of codes) lastSeen.set(code, at);
      return fresh;
    },
  };
}
