import type { CloudLink } from '../../../shared/models/settings.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { secretNames, type Vault } from '../../security/vault.ts';
import type { Store } from '../../store/store.ts';
import type { Timers } from '../../timers.ts';
import type { Http } from '../../world.ts';
import type { Cloud } from './cloud.ts';
import { createEnosCloud } from './enos.ts';
import { createEnosSession } from './enos-session.ts';
import { createLinesideCloud } from './lineside.ts';

/**
 * The cloud that the station is tied to, ready to be asked. `cloud-not-connected` where there is none,
 * `secret-missing` or a problem of the vault where its secret cannot be had. Sends nothing yet.
 */
export function openCloud(needs: {
  store: Store;
  vault: Vault;
  http: Http;
  link(): CloudLink | null;
  stationName(): string;
  now(): number;
  timers: Timers;
}): Result<Cloud> {
  const link = needs.link();
  if (!link) return fail('cloud-not-connected');
  const secret = needs.vault.get(secretNames.cloud);
  if (!secret.ok) return secret;
  const { http, now } = needs;
  const { steady } = needs.timers;
  const session = createEnosSession({
    link,
    appSecret: secret.value,
    http,
    now,
    steady,
    know: needs.vault.know,
  });
  if (link.kind === 'enos') return ok(createEnosCloud(session));
  const { stationId: id, epoch } = needs.store.identity;
  return ok(createLinesideCloud(session, () => ({ id, epoch, name: needs.stationName() })));
}
