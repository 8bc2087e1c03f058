import type {
  MasterDataValues,
  MasterDatum,
  RegistrationGroup,
  Target,
} from '../shared/models/catalog.ts';
import type { SnCheck } from '../shared/serial/rule.ts';

/** What reads are registered under. */
export interface JobWish {
  groupId: string;
  allocateTo: Target | null;
  batchId: string | null;
  /** Values that all units start with, beside the defaults of the group. */
  masterData?: MasterDataValues;
}

/** Everything about a group that a read needs, prepared once. */
export interface Job {
  group: RegistrationGroup;
  check: SnCheck;
  masterData: MasterDataValues;
  /** What a code may carry besides the SN, and what was given for all units. */
  data: readonly MasterDatum[];
  given: MasterDataValues;
  allocateTo: Target | null;
  batchId: string | null;
}
