import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import type { Preferences } from '../shared/models/settings.ts';

export type Scheme = 'light' | 'dark' | 'contrast';

/** Asked before the first paint: a flash of white blinds in a dark hall. */
const at = { getInitialValueInEffect: false };

/** What is drawn for what was chosen; `auto` is as the computer is set. */
export function useScheme(wanted: Preferences['theme']): Scheme {
  const dark = useMediaQuery('(prefers-color-scheme: dark)', undefined, at);
  const more = useMediaQuery('(prefers-contrast: more)', undefined, at);
  const scheme = wanted !== 'auto' ? wanted : more ? 'contrast' : dark ? 'dark' : 'light';
  useEffect(() => {
    // Mantine knows two schemes; the third is its dark one, painted over by `styles/contrast.css`.
    document.documentElement.dataset['look'] = scheme;
  }, [scheme]);
  return scheme;
}
