import type { FoundHeading } from '../heading.ts';
import type { Mapping, Origin } from './mapping.ts';

const letters = /^=[A-Z]{1,3}$/;

const columnsOf = (from: Origin): readonly string[] =>
  'columns' in from ? from.columns : 'column' in from ? [from.column] : [];

/**
 * Whether a person has to say if a row is the heading or a device already. Whoever calls a column by its name has said so; who
 * calls them by letters only has not, and a row whose SN is one is no heading by its looks. `isSn`: the group's own rule takes it.
 */
export function headingDoubt(
  { confidence }: Pick<FoundHeading, 'confidence'>,
  mapping: Mapping,
  isSn: boolean,
): boolean {
  if (confidence === 'certain') return false;
  const named = mapping.flatMap(({ from }) => columnsOf(from)).some((name) => !letters.test(name));
  return !named && (confidence === 'unsure' || isSn);
}
