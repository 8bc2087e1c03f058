import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ScreenWord } from '../../resources/languages/en.ts';
import type { Device } from '../../shared/models/device.ts';
import { useWords } from '../words.tsx';
import styles from './devices.module.css';
import type { Pages } from './merge.ts';
import { DeviceRow } from './row.tsx';

const columns: ScreenWord[] = [
  'devices.sn',
  'devices.group',
  'devices.batch',
  'devices.status',
  'devices.label',
  'devices.registered',
];

interface Props {
  pages: Pages;
  names: Map<string, string>;
  onMore: () => void;
  onOpen: (device: Device) => void;
}

/** Only the rows in sight exist; the next page is asked for before the end comes into sight. */
export function DeviceList({ pages, names, onMore, onOpen }: Props) {
  const { w } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const { items, next } = pages;
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => 52,
    overscan: 12,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (next !== null && last >= items.length - 30) onMore();
  }, [last, items.length, next, onMore]);

  const move = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (!step || !from) return;
    event.preventDefault();
    const wanted = Number(from.dataset['index']) + step;
    const index = Math.min(items.length - 1, Math.max(0, wanted));
    rows.scrollToIndex(index);
    // The row may only come into being by the scroll.
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus(),
    );
  };

  return (
    <div
      className={styles.table}
      role="table"
      aria-label={w('nav.devices')}
      aria-rowcount={pages.total + 1}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.headRow}`}>
          {columns.map((column) => (
            <span role="columnheader" key={column}>
              {w(column)}
            </span>
          ))}
        </div>
      </div>
      <div ref={box} className={styles.scroller} role="rowgroup" onKeyDown={move}>
        <div role="presentation" className={styles.tall} style={{ height: rows.getTotalSize() }}>
          {visible.map(({ index, start, key }) => {
            const device = items[index];
            return (
              device && (
                <DeviceRow
                  key={key}
                  device={device}
                  index={index}
                  start={start}
                  groupName={names.get(device.groupId) ?? device.groupId}
                  onOpen={onOpen}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
