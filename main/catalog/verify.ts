import type { CallOutput } from '../../shared/contract.ts';
import type { RegistrationGroup } from '../../shared/models/catalog.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { connectionInfo } from '../device-api/device-service.ts';
import { secretNames } from '../security/vault.ts';
import type { Cloud } from '../sync/clouds/cloud.ts';
import { findGroup } from './catalog.ts';

type Verified = CallOutput<'catalog.verify'>;
type Needs = Pick<AppParts, 'store' | 'vault' | 'settings' | 'sync' | 'world'>;
type SecretProof = Pick<Verified, 'secret' | 'detail'>;

/**
 * Checks a group's ID and secret against the cloud and changes nothing there: a device is never
 * bootstrapped for it, since that could allocate it. `unproved` is no fault, only no proof.
 */
export async function verifyGroup(needs: Needs, groupId: string): Promise<Result<Verified>> {
  const { store, vault, sync } = needs;
  if (!findGroup(store.db, groupId)) return fail('group-unknown', { groupId });
  const cloud = sync.cloud();
  if (!cloud.ok) return cloud;
  const name = secretNames.group(groupId);
  const held = vault.holds(name) ? vault.get(name) : null;
  if (held && !held.ok) return held;
  const secret = held?.value ?? null;
  const { pullCatalog } = cloud.value;
  return pullCatalog
    ? verifyByCatalog(pullCatalog, groupId, secret)
    : verifyByDevices(needs, cloud.value, groupId, secret);
}

/** A Lineside cloud shows its stations the catalog, secrets and all. */
async function verifyByCatalog(
  pullCatalog: NonNullable<Cloud['pullCatalog']>,
  groupId: string,
  secret: string | null,
): Promise<Result<Verified>> {
  const found = await groupInCloud(pullCatalog, groupId);
  if (!found.ok) return found;
  const proved = (rest: Pick<Verified, 'groupId' | 'secret' | 'detail'>) => ok(rest);
  const without = secret === null ? 'missing' : 'unproved';
  if (!found.value) {
    const detail = `The cloud has no registration group "${groupId}".`;
    return proved({ groupId: 'wrong', secret: without, detail });
  }
  const { groupSecret } = found.value;
  if (secret === null) return proved({ groupId: 'ok', ...missing });
  if (groupSecret === undefined) {
    const detail = 'The cloud has the group, but no secret for it.';
    return proved({ groupId: 'ok', secret: 'unproved', detail });
  }
  return secret === groupSecret
    ? proved({ groupId: 'ok', secret: 'ok', detail: 'The cloud has the same group and secret.' })
    : proved({
        groupId: 'ok',
        secret: 'wrong',
        detail: 'The cloud has another secret for the group.',
      });
}

async function groupInCloud(
  pullCatalog: NonNullable<Cloud['pullCatalog']>,
  groupId: string,
): Promise<Result<(RegistrationGroup & { groupSecret?: string | undefined }) | null>> {
  for (let cursor = 0; ; ) {
    const page = await pullCatalog(cursor);
    if (!page.ok) return page;
    for (const { kind, body, retired } of page.value.items) {
      if (kind === 'registrationGroup' && body.groupId === groupId)
        return ok(retired ? null : body);
    }
    if (!page.value.more) return ok(null);
    cursor = page.value.cursor;
  }
}

/** EnOS shows no groups: a device of the group has to speak for it. */
async function verifyByDevices(
  needs: Needs,
  cloud: Cloud,
  groupId: string,
  secret: string | null,
): Promise<Result<Verified>> {
  const known = await cloud.knowsGroup(groupId);
  if (!known.ok) return known;
  const proof = { yes: 'ok', no: 'wrong', unproved: 'unproved' } as const;
  const about = proof[known.value];
  if (secret === null) return ok({ groupId: about, ...missing });
  if (about === 'wrong') {
    const detail = `The cloud says that there is no registration group "${groupId}".`;
    return ok({ groupId: about, secret: 'unproved', detail });
  }
  const device =
    about === 'ok' && cloud.anyAllocated ? await cloud.anyAllocated(groupId) : ok(null);
  if (!device.ok) return device;
  return ok({ groupId: about, ...(await proveSecret(needs, about, device.value, secret)) });
}

async function proveSecret(
  { settings, world }: Needs,
  group: Verified['groupId'],
  sn: string | null,
  groupSecret: string,
): Promise<SecretProof> {
  const unproved = (detail: string): SecretProof => ({ secret: 'unproved', detail });
  if (group !== 'ok') {
    return unproved(
      'The cloud shows no device of this group, so neither ID nor secret can be proved.',
    );
  }
  const url = settings.get().cloud?.deviceUrl;
  if (url === undefined) {
    return unproved(
      'The address of the device service is not set, so the secret cannot be proved.',
    );
  }
  if (sn === null) {
    return unproved('No device of this group is allocated yet, so the secret cannot be proved.');
  }
  const service = { http: world.http, url, now: () => world.clock.now() };
  const answer = await connectionInfo(service, { sn, groupSecret });
  if (answer.kind === 'credentials') {
    return { secret: 'ok', detail: 'The device service took a signature made with the secret.' };
  }
  if (answer.kind === 'refused' && answer.signature) {
    return { secret: 'wrong', detail: `The signature was refused: ${answer.problem.message}` };
  }
  return unproved(answer.problem.message);
}

const missing: SecretProof = {
  secret: 'missing',
  detail: 'The vault holds no secret for this group.',
};
