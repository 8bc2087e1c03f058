import type { ExportChoice } from '../../shared/models/export.ts';

/** What was chosen on Devices, on its way to the page of exports. */
export interface Brought {
  choice: ExportChoice;
  /** How many devices it was when it was chosen; more than that where it is not `exact`. */
  count: number;
  exact: boolean;
}

let held: Brought | null = null;

export const bring = (brought: Brought | null): void => {
  held = brought;
};
export const brought = (): Brought | null => held;
