import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
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
const headHeight = 44;
const rowHeight = 52;
/** How far each key moves. */
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

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
  const [, nudge] = useState(0);
  const { items, next } = pages;
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (next !== null && last >= items.length - 30) onMore();
  }, [last, items.length, next, onMore]);

  // Keys may come faster than rows: the next one goes on from where the last one is heading.
  const aim = useRef<number | null>(null);
  useEffect(() => {
    if (aim.current === null) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-index="${aim.current}"] button`);
    if (!row) return;
    row.focus({ preventScroll: true });
    aim.current = null;
  });
  const count = items.length;
  const { scrollToIndex } = rows;
  const move = useCallback(
    (event: React.KeyboardEvent, from: number) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      aim.current = Math.min(count - 1, Math.max(0, (aim.current ?? from) + step));
      scrollToIndex(aim.current);
      // A row that is in sight already is there without another drawing.
      nudge((times) => times + 1);
    },
    [count, scrollToIndex],
  );

  return (
    <div ref={box} className={styles.scroller}>
      <table className={styles.table} aria-label={w('nav.devices')} aria-rowcount={pages.total + 1}>
        <thead>
          <tr aria-rowindex={1} className={`${styles.row} ${styles.headRow}`}>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {w(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: rows.getTotalSize() }}>
          {visible.map(({ index, start, key }) => {
            const device = items[index];
            return (
              device && (
                <DeviceRow
                  key={key}
                  device={device}
                  index={index}
                  start={start - headHeight}
                  groupName={names.get(device.groupId) ?? device.groupId}
                  onOpen={onOpen}
                  onKey={move}
                />
              )
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
