import { useSyncExternalStore } from 'react';

export const screens = ['scan', 'devices', 'groups', 'labels', 'sync', 'settings'] as const;
export type Screen = (typeof screens)[number];

interface Route {
  screen: Screen;
  /** The part of a screen to show: a section of the settings. */
  part: string;
}

/** `#/settings/cloud`: a hash, so that the same links work under every host's address. */
export function parseRoute(hash: string): Route {
  const [, name = '', part = ''] = hash.split('/');
  return { screen: screens.find((screen) => screen === name) ?? 'scan', part };
}

export function go(screen: Screen, part = ''): void {
  window.location.hash = part ? `/${screen}/${part}` : `/${screen}`;
}

function onHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(onHash, () => window.location.hash));
}
