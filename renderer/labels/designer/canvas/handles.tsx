import type { PointerEvent } from 'react';
import type { LabelElement } from '../../../../shared/models/label-design.ts';
import styles from '../designer.module.css';
import { type Handle, handles } from '../model/snap.ts';

interface Props {
  element: LabelElement;
  /** One pixel of the screen, millimetres. */
  pixel: number;
  onTake: (event: PointerEvent, handle: Handle) => void;
}

/** What an element is pulled larger by. By keyboard: Ctrl and an arrow key. */
export function Handles({ element, pixel, onTake }: Props) {
  const { x, y, width, height } = element;
  const at = (handle: Handle) => ({
    x: x + (handle.includes('e') ? width : handle.includes('w') ? 0 : width / 2),
    y: y + (handle.includes('s') ? height : handle.includes('n') ? 0 : height / 2),
  });
  const shown = handles.filter((handle) => {
    if (element.kind === 'line' && height === 0) return handle === 'e' || handle === 'w';
    if (element.kind === 'line' && width === 0) return handle === 'n' || handle === 's';
    const small = Math.min(width, height) < 40 * pixel;
    return !small || handle.length === 2;
  });
  return (
    <g aria-hidden="true">
      {shown.map((handle) => {
        const { x: left, y: top } = at(handle);
        return (
          <g
            key={handle}
            className={styles.handle}
            data-handle={handle}
            onPointerDown={(event) => onTake(event, handle)}
          >
            <rect
              x={left - 11 * pixel}
              y={top - 11 * pixel}
              width={22 * pixel}
              height={22 * pixel}
            />
            <circle cx={left} cy={top} r={5 * pixel} strokeWidth={2 * pixel} />
          </g>
        );
      })}
    </g>
  );
}
