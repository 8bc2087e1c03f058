import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Device, nameKey } from '../../../shared/models/device.ts';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../devices.module.css';
import { columns, gridOf, usualColumns } from './columns.ts';
import type { Filter } from './filters.tsx';
import { HeadCell } from './head-cell.tsx';
import type { Pages } from './merge.ts';
import { DeviceRow } from './row.tsx';
import { chooseRange, isChosen, type Selection, toggle } from './selection.ts';

const headHeight = 44;
const rowHeight = 52;
/** How far each key moves. */
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

interface Props {
  pages: Pages;
  names: Map<string, string>;
  selection: Selection;
  opened: React.RefObject<string | null>;
  onSelect: React.Dispatch<React.SetStateAction<Selection>>;
  onMore: () => void;
  filter: Filter;
}

/** Only the rows in sight exist; the next page is asked for before the end comes into sight. */
export function DeviceList({ pages, names, selection, opened, onSelect, onMore, filter }: Props) {
  const { w } = useWords();
  const { preferences } = useStationState();
  const shown = preferences.deviceColumns ?? usualColumns;
  const box = useRef<HTMLDivElement>(null);
  const [, nudge] = useState(0);
  const { items, next } = pages;
  const newest = useRef(items);
  useEffect(() => {
    newest.current = items;
  });
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
    const row = box.current?.querySelector<HTMLElement>(`[data-index="${aim.current}"] a`);
    if (!row) return;
    row.focus({ preventScroll: true });
    aim.current = null;
  });
  const count = items.length;
  const { scrollToIndex } = rows;
  const head = useCallback(
    (index: number) => {
      aim.current = index;
      scrollToIndex(index);
      // A row that is in sight already is there without another drawing.
      nudge((times) => times + 1);
    },
    [scrollToIndex],
  );
  // Whoever comes back from a device goes on from it.
  const came = useRef(false);
  useEffect(() => {
    if (came.current) return;
    came.current = true;
    const from = newest.current.findIndex((device) => nameKey(device) === opened.current);
    opened.current = null;
    if (from >= 0) head(from);
  }, [head, opened]);

  const pick = useCallback(
    (index: number, range: boolean) =>
      onSelect((before) => {
        const device = newest.current[index];
        if (!device) return before;
        return range ? chooseRange(before, newest.current, index) : toggle(before, device);
      }),
    [onSelect],
  );
  const onKey = useCallback(
    (event: React.KeyboardEvent, from: number) => {
      if (event.key === ' ') {
        event.preventDefault();
        return pick(from, event.shiftKey);
      }
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      const to = Math.min(count - 1, Math.max(0, (aim.current ?? from) + step));
      if (event.shiftKey) {
        onSelect((before) => {
          const start = newest.current[from];
          const begun = before.anchor === null && start ? toggle(before, start) : before;
          return chooseRange(begun, newest.current, to);
        });
      }
      head(to);
    },
    [count, head, onSelect, pick],
  );
  const onOpen = useCallback(
    (device: Device) => {
      opened.current = nameKey(device);
    },
    [opened],
  );

  return (
    <div ref={box} className={styles.scroller}>
      <table
        className={styles.table}
        style={{ '--columns': gridOf(shown) } as React.CSSProperties}
        aria-label={w('nav.devices')}
        aria-rowcount={pages.exact ? pages.total + 1 : -1}
      >
        <thead>
          <tr aria-rowindex={1} className={`${styles.row} ${styles.headRow}`}>
            <th scope="col">
              <span className={styles.hidden}>{w('select.column')}</span>
            </th>
            <HeadCell word="devices.sn" order="sn" filter={filter} />
            {shown.map((column) =>
              column === 'registered' ? (
                <HeadCell key={column} word={columns[column].word} order="newest" filter={filter} />
              ) : (
                <th scope="col" key={column}>
                  {w(columns[column].word)}
                </th>
              ),
            )}
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
                  shown={shown}
                  index={index}
                  start={start - headHeight}
                  groupName={names.get(device.groupId) ?? device.groupId}
                  chosen={isChosen(selection, device)}
                  onPick={pick}
                  onOpen={onOpen}
                  onKey={onKey}
                />
              )
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
