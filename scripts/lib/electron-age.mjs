// How long the Electron that is pinned in package.json is mended by its makers.

/** Day of the first stable version of each major, as the registry has it. */
export const electronReleased = {
  42: '2026-05-06',
  43: '2026-07-01',
  44: '2026-08-25',
  45: '2026-10-21',
};

const dayMs = 86_400_000;
/** The newest three are mended and a new one comes every eight weeks, so that each has 24. */
const supportedDays = 24 * 7;
/** Raising Electron means trying scanners, printers and key ring on three systems. */
const warnDays = 60;

/**
 * `standing` of a pinned version on a day (`YYYY-MM-DD`): `supported`, `ending` (60 days or fewer are left), `ended`,
 * or `unknown` (a major that the table does not have). `until` is the last day, reckoned and so good to a week or two.
 */
export function electronAge(version, today) {
  const major = /^(\d+)\.\d+\.\d+$/.exec(version)?.[1];
  const released = electronReleased[major];
  if (released === undefined) return { standing: 'unknown', until: null, days: null };
  const end = Date.parse(released) + supportedDays * dayMs;
  const days = Math.floor((end - Date.parse(today)) / dayMs);
  const standing = days < 0 ? 'ended' : days <= warnDays ? 'ending' : 'supported';
  return { standing, until: new Date(end).toISOString().slice(0, 10), days };
}
