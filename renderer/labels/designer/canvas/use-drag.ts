import { type PointerEvent as ReactPointerEvent, useRef, useState } from 'react';
import { safeAreas } from '../../../../shared/labels/reach.ts';
import type { LabelElement } from '../../../../shared/models/label-design.ts';
import type { Box } from '../model/boxes.ts';
import { boxOf, change } from '../model/document.ts';
import { type Guide, type Handle, snapMove, snapResize } from '../model/snap.ts';
import type { Work } from '../use-design.ts';

/** Pixels from which on a thing jumps to a line. */
const reachPixels = 6;
/** A finger that only meant to choose moves this much all the same. */
const stillPixels = 3;

interface Hold {
  id: string;
  box: Box;
  handle: Handle | null;
  x: number;
  y: number;
  moved: boolean;
}

/** Moving and pulling with mouse, pen or finger; `scale`: pixels a millimetre. */
export function useDrag(work: Work, scale: number) {
  const hold = useRef<Hold | null>(null);
  const [guides, setGuides] = useState<Guide[]>([]);

  const take = (event: ReactPointerEvent, element: LabelElement, handle: Handle | null) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    work.select(element.id);
    const { clientX: x, clientY: y } = event;
    hold.current = { id: element.id, box: boxOf(element), handle, x, y, moved: false };
  };

  const move = (event: ReactPointerEvent) => {
    const held = hold.current;
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(x, y) < stillPixels) return;
    held.moved = true;
    const { design } = work;
    const others = design.elements.filter(({ id }) => id !== held.id).map(boxOf);
    const around = { areas: safeAreas(design), others, reach: reachPixels / scale };
    const { box, handle } = held;
    const [right, down] = [x / scale, y / scale];
    const snapped = handle
      ? snapResize(box, handle, cornerOf(box, handle, right, down), around)
      : snapMove({ ...box, x: box.x + right, y: box.y + down }, around);
    setGuides(snapped.guides);
    work.act((now) => change(now, held.id, snapped.box), `drag ${held.id} ${held.handle}`);
  };

  const drop = () => {
    hold.current = null;
    setGuides([]);
    work.over();
  };

  return { guides, take, move, drop };
}

/** Where the edge or corner that is held has come to. */
const cornerOf = (box: Box, handle: Handle, right: number, down: number) => ({
  x: box.x + (handle.includes('e') ? box.width : 0) + right,
  y: box.y + (handle.includes('s') ? box.height : 0) + down,
});
