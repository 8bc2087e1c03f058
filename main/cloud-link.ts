import type { CloudLink } from '../shared/models/settings.ts';
import { ok, type Result } from '../shared/problems.ts';
import type { AppParts } from './app.ts';
import { secretNames } from './security/vault.ts';
import { diskProblem } from './store/disk-problem.ts';
import { forgetPulled } from './sync/pull.ts';

/**
 * Ties the station to a cloud: the secret into the vault, the rest into the settings. The outbox stays
 * as it is; what was pulled is pulled again when it is another cloud.
 */
export function connectCloud(
  parts: AppParts,
  input: CloudLink & { appSecret: string },
): Result<object> {
  const { store, vault, settings, sync } = parts;
  const { appSecret, ...link } = input;
  const kept = vault.put(secretNames.cloud, appSecret);
  if (!kept.ok) return kept;
  const before = settings.get().cloud;
  const same =
    before?.kind === link.kind && before.orgId === link.orgId && before.appKey === link.appKey;
  if (!same) {
    const forgotten = forgetPulled(store);
    if (!forgotten.ok) return { ok: false, problem: forgotten.problem };
  }
  try {
    settings.change({ cloud: link });
  } catch (error) {
    return { ok: false, problem: diskProblem(error, store.folder) };
  }
  sync.relink();
  parts.changed();
  return ok({});
}
