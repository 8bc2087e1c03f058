import { useEffect, useRef, useState } from 'react';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import type { DrawnLabel, ShownRecord } from '../../../shared/models/template.ts';
import type { Problem } from '../../../shared/problems.ts';
import { useStation } from '../../station.tsx';

/** What the station drew last, and of which design. */
export interface Drawn {
  design: LabelDesign;
  label: DrawnLabel;
}

/** Fingers and mice give many designs a second; the station draws the newest. */
const pauseMs = 60;

/** The label as it would be printed, drawn again after each change; the last picture stays until the next is there. */
export function useDrawn(design: LabelDesign, record: ShownRecord, groupId: string | null) {
  const { call } = useStation();
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const newest = useRef(0);
  useEffect(() => {
    const mine = ++newest.current;
    const timer = window.setTimeout(async () => {
      const group = groupId === null ? {} : { groupId };
      const reply = await call('templates.draw', { design, record, ...group });
      if (newest.current !== mine) return;
      if (reply.ok) setDrawn({ design, label: reply.value });
      setProblem(reply.ok ? null : reply.problem);
    }, pauseMs);
    return () => window.clearTimeout(timer);
  }, [call, design, record, groupId]);
  return { drawn, problem };
}
