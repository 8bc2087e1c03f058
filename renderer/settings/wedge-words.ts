import type { WedgeProfile } from '../../shared/models/wedge.ts';
import { layoutIds } from '../../shared/wedge/layout-tables.ts';
import type { Speech } from '../words.tsx';

type Say = Speech['w'];
type Told = Omit<WedgeProfile, 'id'>;

/** What a scanner is set to: one layout, those that cannot be told apart, or none that matters. */
export function layoutWords({ layouts, altCodes }: Told, w: Say): string {
  if (altCodes && layouts.length === layoutIds.length) return w('wedge.altCodes');
  return layouts.map((id) => w(`layout.${id}`)).join(' / ');
}

/** A character or key that cannot be seen, by a name that can. */
const visible = (name: string): string => (name === ' ' ? '␣' : name < ' ' ? 'Ctrl' : name);

/** Everything else that the calibration found, a sentence each. */
export function profileWords(profile: Told, w: Say): string[] {
  const { prefix, suffix, end, gs, caps } = profile;
  const around = (names: string[]) => ({ text: names.map(visible).join('') });
  return [
    w(`wedge.end.${end}`),
    ...(prefix.length > 0 ? [w('wedge.prefix', around(prefix))] : []),
    ...(suffix.length > 0 ? [w('wedge.suffix', around(suffix))] : []),
    gs === null ? w('wedge.gsLost') : w('wedge.gsKept'),
    capsWords(caps, w),
  ];
}

function capsWords({ off, on }: Told['caps'], w: Say): string {
  if (on === null) return w('wedge.capsOnOpen');
  if (off === null) return w('wedge.capsOffOpen');
  return w('wedge.capsSure');
}
