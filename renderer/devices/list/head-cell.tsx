import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ScreenWord } from '../../../resources/languages/en.ts';
import type { DeviceOrder } from '../../../shared/models/device-filter.ts';
import { useWords } from '../../words.tsx';
import styles from '../devices.module.css';
import { orderOf } from './ask.ts';
import type { Filter } from './filters.tsx';

interface Props {
  word: ScreenWord;
  order: DeviceOrder;
  filter: Filter;
}

/** A column that the list can be put in the order of. */
export function HeadCell({ word, order, filter }: Props) {
  const { w } = useWords();
  const { search, chosen, setChosen } = filter;
  const isOrder = orderOf(search, chosen) === order;
  const Arrow = order === 'sn' ? IconArrowUp : IconArrowDown;
  const direction = order === 'sn' ? 'ascending' : 'descending';
  return (
    <th scope="col" aria-sort={isOrder ? direction : undefined}>
      <button
        type="button"
        className={styles.order}
        disabled={order === 'sn' && search !== ''}
        title={order === 'sn' && search !== '' ? w('devices.noOrder') : undefined}
        onClick={() => setChosen({ ...chosen, order })}
      >
        {w(word)}
        {isOrder && <Arrow size={16} aria-hidden="true" />}
      </button>
    </th>
  );
}
