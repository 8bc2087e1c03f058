import { useSyncExternalStore } from 'react';

export const screens = [
  'scan',
  'devices',
  'groups',
  'labels',
  'import',
  'sync',
  'settings',
] as const;
export type Screen = (typeof screens)[number];

export interface Route {
  screen: Screen;
  /** The part of a screen to show: a section of the settings, a group. */
  part: string;
  /** What the address names further in: an SN, a number. */
  rest: string[];
}

/** An SN may hold any character, also one that an address uses for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `#/devices/INV5K1/SN-1`: a hash, so that the same links work under every host's address. */
export function parseRoute(hash: string): Route {
  const [, name = '', part = '', ...rest] = hash.split('/').map(decoded);
  return { screen: screens.find((screen) => screen === name) ?? 'scan', part, rest };
}

export const addressOf = (screen: Screen, ...parts: (string | number)[]): string =>
  [
    '#',
    screen,
    ...parts.filter((part) => part !== '').map((part) => encodeURIComponent(part)),
  ].join('/');

export function go(screen: Screen, ...parts: (string | number)[]): void {
  window.location.hash = addressOf(screen, ...parts).slice(1);
}

/** Says true to keep the window where it is; `leave` then goes on, once the person decided. */
export type LeaveGuard = (leave: () => void) => boolean;

let guard: LeaveGuard | null = null;

/** One guard at a time: that of the form which holds what is not saved. */
export function guardRoute(next: LeaveGuard | null): void {
  guard = next;
}

let shown: string | null = null;
const listeners = new Set<() => void>();

function onHashChange(): void {
  const wanted = window.location.hash;
  if (wanted === shown) return;
  const leave = () => {
    guard = null;
    window.location.hash = wanted;
  };
  if (guard?.(leave)) {
    window.location.hash = shown ?? '';
    return;
  }
  shown = wanted;
  for (const listener of listeners) listener();
}

function onRoute(listener: () => void): () => void {
  if (listeners.size === 0) {
    shown = window.location.hash;
    window.addEventListener('hashchange', onHashChange);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('hashchange', onHashChange);
  };
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(onRoute, () => shown ?? window.location.hash));
}
