import { mostHandoverInWindow } from '../../shared/models/handover.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { certificateKey } from '../certificate/key.ts';
import { fingerprintOf } from '../security/ed25519.ts';
import { secretNames } from '../security/vault.ts';
import type { Topic } from './topic.ts';

export function handoverHandlers({ handover, vault }: AppParts): Topic<'handover'> {
  /** A key that was never needed is not made to be looked at. */
  const ownFingerprint = (): string | null => {
    const key = vault.holds(secretNames.certificate) ? certificateKey(vault) : null;
    return key?.ok ? fingerprintOf(key.value.publicKey) : null;
  };
  return {
    async 'handover.make'(wish, { role, by }) {
      const made = await handover.make(wish, role, by);
      if (!made.ok) return made;
      const { name, file, info } = made.value;
      if (file.length > mostHandoverInWindow) {
        return fail('handover-window', { max: mostHandoverInWindow / 1024 / 1024 });
      }
      return ok({ name, base64: Buffer.from(file).toString('base64'), info });
    },
    'handover.offer': ({ base64 }) => handover.offer(Buffer.from(base64, 'base64')),
    async 'handover.look'() {
      const plan = await handover.look();
      return plan.ok ? ok({ plan: plan.value }) : plan;
    },
    'handover.accept': (wish, { role, by }) => handover.accept(wish, role, by),
    'handover.drop'() {
      handover.drop();
      return ok({});
    },
    'handover.stations': () => ok({ items: handover.stations(), own: ownFingerprint() }),
    'handover.trust': (wish, { by }) => handover.trust(wish, by),
    'handover.forget': (wish, { by }) => handover.forget(wish, by),
  };
}
