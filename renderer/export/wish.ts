import {
  type ExportOrder,
  type ExportTopic,
  exportFormats,
  tableFormats,
} from '../../shared/models/export.ts';
import { everything, filterOf, type Period } from '../devices/list/ask.ts';
import type { Brought } from './brought.ts';

/** What is wanted, as the form has it. Pure. */
export interface Wish {
  topic: ExportTopic;
  format: ExportOrder['format'];
  onlyImport: boolean;
  groupId: string;
  batchTag: string;
  state: string;
  period: Period;
  search: string;
}

export const firstWish: Wish = {
  topic: 'devices',
  format: 'csv',
  onlyImport: false,
  groupId: '',
  batchTag: '',
  state: '',
  period: 'any',
  search: '',
};

export const formatsOf = (topic: ExportTopic): readonly ExportOrder['format'][] =>
  topic === 'devices' ? exportFormats : tableFormats;

/** States and formats of one topic are none of another. */
export const withTopic = (wish: Wish, topic: ExportTopic): Wish => ({
  ...wish,
  topic,
  state: '',
  format: formatsOf(topic).includes(wish.format) ? wish.format : 'csv',
});

export function orderOf(wish: Wish, brought: Brought | null, now: number): ExportOrder {
  const { topic, format, groupId, batchTag, state, period } = wish;
  const columns = topic === 'devices' && wish.onlyImport && format !== 'enos' ? 'import' : 'all';
  if (brought && topic === 'devices') return { topic, format, columns, choice: brought.choice };
  const search = wish.search.trim();
  const { since } = filterOf('', { ...everything, period }, now);
  return {
    topic,
    format,
    columns,
    choice: {
      ...(groupId && { groupId }),
      ...(batchTag && { batchTag }),
      ...(state && { state }),
      ...(search && { search }),
      ...(since !== undefined && { from: since }),
    },
  };
}
