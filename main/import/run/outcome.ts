import type { DoctorWhy, Repair } from '../../../shared/import/doctor/doctor.ts';
import type { Proposal } from '../../../shared/import/doctor/sn.ts';
import type { MasterDataValues, Target } from '../../../shared/models/catalog.ts';
import type { ImportChange } from '../../../shared/models/import.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { Acted, NewOperation } from '../../store/events.ts';
import type { Before } from '../../store/events-imports.ts';

/** A device that is not here yet, ready to be registered. */
export interface NewDevice {
  deviceSn: string;
  /** The SN as the file had it. */
  raw: string;
  masterData: MasterDataValues;
  description: string;
  /** Where it differs from its batch's. */
  tag: string | null;
  registeredAt: number | null;
  allocateTo: Target | null;
  operations: NewOperation[];
}

interface Told {
  row: number;
  column: string;
  /** What stands in that column. */
  text: string;
}

/** What becomes of a row. */
export type Outcome = { repairs: readonly Repair[] } & (
  | { kind: 'create'; row: number; device: NewDevice }
  | { kind: 'update'; row: number; acted: Acted; before: Before; changes: ImportChange['changes'] }
  | { kind: 'unchanged' | 'repeated'; row: number; deviceSn: string }
  | { kind: 'skipped'; row: number; why: DoctorWhy | 'skip-answered' }
  | ({
      kind: 'asked';
      why: DoctorWhy;
      proposals: readonly Proposal[];
      problem: Problem | null;
    } & Told)
  | ({ kind: 'conflict' | 'refused'; problem: Problem; deviceSn: string | null } & Told)
);
