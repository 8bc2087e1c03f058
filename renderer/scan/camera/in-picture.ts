/**
 * Which codes came into the picture. A code that stays is read once; it may come again when it was out of sight
 * for `goneMs`. One frame without it is no leaving: it may be blurred. Nor is a long time between two frames: a slow
 * machine looks seldom. Times are milliseconds.
 */
export interface InPicture {
  /** The codes of one frame; answers those that are new. */
  see(codes: readonly string[], at: number): string[];
}

/** Longer than a hand that shakes, shorter than a hand that takes the next unit. */
export const goneMs = 1000;
/** Frames without a code before it is gone. */
export const goneFrames = 2;

export function createInPicture(): InPicture {
  const inSight = new Map<string, { at: number; missed: number }>();
  return {
    see(codes, at) {
      const fresh = [...new Set(codes)].filter((code) => !inSight.has(code));
      for (const [code, seen] of inSight) {
        if (codes.includes(code)) continue;
        seen.missed += 1;
        if (seen.missed >= goneFrames && at - seen.at > goneMs) inSight.delete(code);
      }
      for (const code of codes) inSight.set(code, { at, missed: 0 });
      return fresh;
    },
  };
}
