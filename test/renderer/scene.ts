import type { Page } from '@playwright/test';
import type { State } from '../../shared/models/state.ts';
import type { PretendStation } from '../support/pretend-station.ts';

/** One face of the window: where it is, and what a person did to get there. */
export interface Scene {
  state: () => State;
  route: string;
  act?: (page: Page, station: PretendStation) => Promise<void>;
  undo?: (page: Page, station: PretendStation) => Promise<void>;
}
