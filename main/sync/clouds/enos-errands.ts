import type { DeviceName } from '../../../shared/models/device.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';
import type { LinkFailure, Outcome } from './cloud.ts';
import type { PvsDevice } from './enos-device.ts';
import type { ApiAnswer, ApiReply } from './enos-session.ts';

/** What the operations on EnOS work with. */
export interface Errands {
  call(action: string, body: unknown): Promise<ApiReply>;
  find(device: DeviceName): Promise<
    | { found: PvsDevice | null }
    /** The link failed; nothing was changed. */
    | { ok: false; sent: boolean; failure: LinkFailure }
    | { kind: 'refused'; problem: Problem }
  >;
  unwilling(answer: ApiAnswer, item: OutboxItem): Outcome;
}
