import {
  IconArrowsExchange,
  IconMapPin,
  IconPencil,
  IconPrinter,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react';
import type { ActKind } from './acting/action-dialog.tsx';

/** What can be done with devices, in the order of their lives. */
export const acts: [ActKind, typeof IconTrash][] = [
  ['allocate', IconMapPin],
  ['edit', IconPencil],
  ['reprovision', IconArrowsExchange],
  ['replace', IconReplace],
  ['print', IconPrinter],
  ['delete', IconTrash],
];
