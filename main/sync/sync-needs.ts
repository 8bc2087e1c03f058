import type { CloudLink } from '../../shared/models/settings.ts';
import type { Vault } from '../security/vault.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import type { Http, Log } from '../world.ts';

/** What the sending needs of the rest of the station. */
export interface SyncNeeds {
  store: Store;
  vault: Vault;
  http: Http;
  log: Log;
  link(): CloudLink | null;
  stationName(): string;
  now(): number;
  timers: Timers;
  chance(): number;
  onChange(): void;
  onCatalog(): void;
}
