import { useEffect, useRef, useState } from 'react';
import { safeAreas } from '../../../../shared/labels/reach.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import type { Work } from '../use-design.ts';
import type { Drawn } from '../use-drawn.ts';
import { useEditKeys } from '../use-edit-keys.ts';
import { ElementOnCanvas } from './element-on-canvas.tsx';
import { Handles } from './handles.tsx';
import { Ruler, rulerRoom } from './rulers.tsx';
import { useDrag } from './use-drag.ts';

/** Pixels a millimetre: large enough to take hold of things, small enough to see where they are. */
const largestScale = 18;

/** The label to work on: what is printed, and around it what is not: rulers, safe area, guides, handles. */
export function Canvas({ work, drawn }: { work: Work; drawn: Drawn | null }) {
  const { w } = useWords();
  const { design, selected } = work;
  const { width, height } = design.paper.label;
  const room = useRef<HTMLDivElement>(null);
  const [space, setSpace] = useState({ width: 600, height: 360 });
  useEffect(() => {
    const watched = new ResizeObserver(([entry]) => {
      if (entry) setSpace({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    if (room.current) watched.observe(room.current);
    return () => watched.disconnect();
  }, []);
  const scale = Math.max(
    1,
    Math.min(
      (space.width - rulerRoom - 16) / width,
      (space.height - rulerRoom - 20) / height,
      largestScale,
    ),
  );
  const drag = useDrag(work, scale);
  const onKeyDown = useEditKeys(work);
  const pixel = 1 / scale;
  return (
    <div ref={room} className={styles.room}>
      <div className={styles.desk}>
        <span className={styles.unit} aria-hidden="true">
          mm
        </span>
        <Ruler length={width} scale={scale} along="x" />
        <Ruler length={height} scale={scale} along="y" />
        {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: it hands keys and pointers on to what is inside */}
        <svg
          role="group"
          aria-label={w('design.canvas')}
          className={styles.canvas}
          width={width * scale}
          height={height * scale}
          viewBox={`0 0 ${width} ${height}`}
          onPointerDown={() => work.select(null)}
          onPointerMove={drag.move}
          onPointerUp={drag.drop}
          onPointerCancel={drag.drop}
          onKeyDown={onKeyDown}
        >
          <rect width={width} height={height} className={styles.ground} />
          {design.parts.map((part) => (
            <rect
              key={part.name}
              x={part.x}
              y={part.y}
              width={part.width}
              height={part.height}
              className={styles.part}
              strokeWidth={pixel}
            />
          ))}
          {safeAreas(design).map((area) => (
            <rect
              key={`${area.x} ${area.y}`}
              {...area}
              className={styles.safe}
              strokeWidth={pixel}
              strokeDasharray={`${4 * pixel} ${4 * pixel}`}
            />
          ))}
          {design.layout === 'automatic' ? (
            <ElementOnCanvas element={null} drawn={drawn} pixel={pixel} />
          ) : (
            design.elements.map((element) => (
              <ElementOnCanvas
                key={element.id}
                element={element}
                drawn={drawn}
                pixel={pixel}
                selected={element.id === selected?.id}
                onSelect={() => work.select(element.id)}
                onTake={(event) => drag.take(event, element, null)}
              />
            ))
          )}
          {drag.guides.map(({ axis, at }) => (
            <path
              key={`${axis} ${at}`}
              d={axis === 'x' ? `M${at} 0v${height}` : `M0 ${at}h${width}`}
              className={styles.guide}
              strokeWidth={pixel}
            />
          ))}
          {selected && (
            <Handles
              element={selected}
              pixel={pixel}
              onTake={(event, handle) => drag.take(event, selected, handle)}
            />
          )}
        </svg>
      </div>
    </div>
  );
}
