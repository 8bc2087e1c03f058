import { useEffect, useRef } from 'react';
import type { WedgeProfile } from '../../shared/models/wedge.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { isHolder } from '../../shared/wedge/keys.ts';
import { readBurst } from '../../shared/wedge/read-burst.ts';
import { useStationState } from '../station.tsx';
import { hearBursts, type KeyBurst } from './key-bursts.ts';
import type { Ending } from './wedge.ts';

export type WedgeNews =
  | { kind: 'code'; text: string }
  | { kind: 'refused'; problem: Problem }
  /** A code that a text field shows wrongly, and where; `text` is what it is. Its Enter was kept from the field. */
  | { kind: 'in-field'; text: string; field: Element };

/**
 * Each burst of keys in the window while this is mounted, as it is. `ending`: how those of the scanners that are
 * known end; without, every end is told.
 */
export function useBursts(listener: (burst: KeyBurst) => boolean, ending: Ending = 'known'): void {
  const newest = useRef({ listener, ending });
  useEffect(() => {
    newest.current = { listener, ending };
  });
  useEffect(
    () =>
      hearBursts(
        (burst) => newest.current.listener(burst),
        () => newest.current.ending,
      ),
    [],
  );
}

function endingOf(profiles: readonly WedgeProfile[]): Ending {
  if (profiles.length === 0) return 'unknown';
  return profiles.every(({ end }) => end === 'none') ? 'silence' : 'known';
}

/** What keyboard scanners read while this is mounted, wherever the focus is. */
export function useWedge(listener: (news: WedgeNews) => void): void {
  const profiles = useStationState().preferences.keyboardScanners ?? [];
  useBursts((burst) => {
    const { field } = burst;
    if (burst.kind === 'torn') {
      if (field) return false;
      listener({ kind: 'refused', problem: problem('read-partial', { length: burst.length }) });
      return true;
    }
    const read = readBurst(burst.keys, burst.end, profiles);
    if (field) {
      // What a field shows rightly is a person's business, and what is not sure may be a person's typing.
      if (profiles.length === 0 || !read.ok || read.value === shownBy(burst)) return false;
      listener({ kind: 'in-field', text: read.value, field });
      return true;
    }
    if (read.ok) listener({ kind: 'code', text: read.value });
    else listener({ kind: 'refused', problem: read.problem });
    return true;
  }, endingOf(profiles));
}

const shownBy = ({ keys }: Extract<KeyBurst, { kind: 'burst' }>): string =>
  keys
    .filter((key) => !isHolder(key))
    .map(({ key }) => key)
    .join('');
