import { useThrottledValue } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeviceFilter, DeviceOrder } from '../../../shared/models/device-filter.ts';
import type { Problem } from '../../../shared/problems.ts';
import { useStation, useStationState } from '../../station.tsx';
import { appendPage, mergeBySn, mergeFirstPage, type Pages } from './merge.ts';

const pageSize = 100;
/** A page that came back short is gone on with until the screen is full. */
const screenful = 40;

/** The device list as far as it was scrolled, kept fresh while the line runs. */
export function useDevicePages(filter: DeviceFilter, order: DeviceOrder) {
  const { call, link } = useStation();
  const { reads, queue, printing } = useStationState();
  const [pages, setPages] = useState<Pages | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const question = JSON.stringify({ ...filter, order });
  const asked = useRef('');
  const loading = useRef('');
  const freshness = useThrottledValue(
    `${reads[0]?.id} ${queue.confirmed} ${queue.withdrawn} ${queue.parked} ${printing.printed}`,
    1000,
  );

  const fetchPage = useCallback(
    async (before?: number) => {
      const reply = await call('devices.list', {
        ...(JSON.parse(question) as DeviceFilter & { order: DeviceOrder }),
        limit: pageSize,
        ...(before !== undefined && { before }),
      });
      // A late answer to what was typed before must not replace the newer one.
      if (asked.current !== question) return undefined;
      setProblem(reply.ok ? null : reply.problem);
      return reply.ok ? reply.value : undefined;
    },
    [call, question],
  );

  /** How many match beyond the page: told when the page is there, since it takes longer. */
  const count = useCallback(async () => {
    const { order: _, ...only } = JSON.parse(question) as DeviceFilter & { order: DeviceOrder };
    const reply = await call('devices.count', only);
    if (asked.current !== question || !reply.ok) return;
    const { total, exact } = reply.value;
    setPages(
      (loaded) =>
        loaded && (loaded.exact || total < loaded.total ? loaded : { ...loaded, total, exact }),
    );
  }, [call, question]);

  useEffect(() => {
    if (link === 'lost') return;
    const isNew = asked.current !== question;
    asked.current = question;
    const fill = async () => {
      const page = await fetchPage();
      if (!page) return;
      const merge = order === 'sn' ? mergeBySn : mergeFirstPage;
      setPages((loaded) => (loaded && !isNew ? merge(loaded, page) : page));
      if (isNew && !page.exact) await count();
    };
    void fill();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `freshness` is the bell to fetch again
  }, [fetchPage, count, question, order, freshness, link]);

  const next = pages?.next ?? null;
  const loadMore = useCallback(async () => {
    const place = `${question} ${next}`;
    if (next === null || asked.current !== question || loading.current === place) return;
    loading.current = place;
    const page = await fetchPage(next);
    if (loading.current === place) loading.current = '';
    if (page) setPages((loaded) => (loaded?.next === next ? appendPage(loaded, page) : loaded));
  }, [fetchPage, question, next]);
  const few = pages !== null && pages.items.length < screenful;
  useEffect(() => {
    if (few && next !== null) void loadMore();
  }, [few, next, loadMore]);

  return { pages, problem, loadMore };
}

export type DevicePages = ReturnType<typeof useDevicePages>;
