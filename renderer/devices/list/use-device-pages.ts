import { useThrottledValue } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../shared/problems.ts';
import { useStation, useStationState } from '../../station.tsx';
import { appendPage, mergeFirstPage, type Pages } from './merge.ts';

const pageSize = 100;

/** The device list as far as it was scrolled, kept fresh while the line runs. */
export function useDevicePages(search: string, groupId: string) {
  const { call, link } = useStation();
  const { reads, queue, printing } = useStationState();
  const [pages, setPages] = useState<Pages | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const question = `${groupId}\n${search}`;
  const asked = useRef('');
  const loading = useRef(false);
  const freshness = useThrottledValue(
    `${reads[0]?.id} ${queue.confirmed} ${queue.withdrawn} ${queue.parked} ${printing.printed}`,
    1000,
  );

  const fetchPage = useCallback(
    async (before?: number) => {
      const [wantedGroup = '', wantedSearch = ''] = question.split('\n');
      const reply = await call('devices.list', {
        limit: pageSize,
        ...(wantedGroup && { groupId: wantedGroup }),
        ...(wantedSearch && { search: wantedSearch }),
        ...(before !== undefined && { before }),
      });
      // A late answer to what was typed before must not replace the newer one.
      if (asked.current !== question) return undefined;
      setProblem(reply.ok ? null : reply.problem);
      return reply.ok ? reply.value : undefined;
    },
    [call, question],
  );

  useEffect(() => {
    if (link === 'lost') return;
    const isNew = asked.current !== question;
    asked.current = question;
    const fill = async () => {
      const page = await fetchPage();
      if (page) setPages((loaded) => (loaded && !isNew ? mergeFirstPage(loaded, page) : page));
    };
    void fill();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `freshness` is the bell to fetch again
  }, [fetchPage, question, freshness, link]);

  const next = pages?.next ?? null;
  const loadMore = useCallback(async () => {
    if (next === null || loading.current) return;
    loading.current = true;
    const page = await fetchPage(next);
    loading.current = false;
    if (page) setPages((loaded) => (loaded ? appendPage(loaded, page) : page));
  }, [fetchPage, next]);

  return { pages, problem, loadMore };
}

export type DevicePages = ReturnType<typeof useDevicePages>;
