import type { ScreenWord } from '../../resources/languages/en.ts';
import { english as en } from '../../resources/languages/english.ts';
import type { Happening } from '../../shared/models/history.ts';
import type { Speech } from '../words.tsx';

/** The two histories of one device as one story. Pure. */

export type Order = 'newest' | 'oldest';

/**
 * By time; what has the same time keeps the order of its own side, the station's first, since a
 * station asks and a cloud answers. The clocks of the two may differ: nothing is corrected.
 */
export function mergeHistories(
  here: readonly Happening[],
  there: readonly Happening[],
  order: Order,
): Happening[] {
  const all = [...here, ...there].toSorted((a, b) => a.at - b.at);
  return order === 'oldest' ? all : all.toReversed();
}

export interface DetailLine {
  name: string;
  value: string;
}

const isWord = (key: string): key is ScreenWord => Object.hasOwn(en.screen, key);

/** Values that are names of the program's own get the reader's word; all others are shown as they are. */
function valueWord(name: string, value: string, { w }: Speech): string {
  const key =
    name === 'kind'
      ? `kind.${value}`
      : name === 'way'
        ? `way.${value}`
        : name === 'method'
          ? `reprovision.${value}`
          : name === 'status'
            ? `life.${value}`
            : name === 'why'
              ? `going.${value}`
              : name === 'reason' && value === 'cancelled'
                ? 'job.cancelled'
                : '';
  return isWord(key) ? w(key) : value;
}

/** The small facts of a happening, named in the reader's language; a fact without a word keeps its name. */
export function detailLines({ detail }: Happening, speech: Speech): DetailLine[] {
  return Object.entries(detail).flatMap(([name, value]) => {
    if (value === null || value === '' || value === false) return [];
    const key = `detail.${name}`;
    const shown =
      value === true
        ? speech.w('yes')
        : typeof value === 'number'
          ? speech.number(value)
          : valueWord(name, value, speech);
    return [{ name: isWord(key) ? speech.w(key) : name, value: shown }];
  });
}
