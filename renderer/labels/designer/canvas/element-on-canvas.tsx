import type { PointerEvent } from 'react';
import type { LabelElement } from '../../../../shared/models/label-design.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { elementOf } from '../model/document.ts';
import type { Drawn } from '../use-drawn.ts';
import { Marks } from './marks.tsx';

interface Props {
  /** Null: all of a label that places its parts itself. */
  element: LabelElement | null;
  drawn: Drawn | null;
  /** One pixel of the screen, millimetres. */
  pixel: number;
  selected?: boolean;
  onSelect?: () => void;
  onTake?: (event: PointerEvent) => void;
}

/** One element as it is printed, inside the frame that it is taken hold of by. */
export function ElementOnCanvas(props: Props) {
  const { element, drawn, pixel, selected = false, onSelect, onTake } = props;
  const { w, number } = useWords();
  const part = drawn?.label.parts.find((each) => each.element === (element?.id ?? null));
  if (!element) return part ? <Marks marks={part.marks} /> : null;
  // Until the station has drawn it again, the picture goes with the hand.
  const before = drawn && elementOf(drawn.design, element.id);
  const [right, down] = before ? [element.x - before.x, element.y - before.y] : [0, 0];
  const { x, y, width, height } = element;
  // A hand needs something to take hold of, also of a line.
  const grip = Math.max(0, (14 * pixel - Math.min(width, height)) / 2);
  const thin = { x: width < height ? grip : 0, y: height <= width ? grip : 0 };
  const refused = (drawn?.label.faults ?? []).some(
    (fault) => fault.element === element.id && fault.weight === 'refused',
  );
  const faulty = refused || (part !== undefined && part.problem !== null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button
    <g
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      aria-label={w('design.elementAt', {
        kind: w(`design.kind.${element.kind}`),
        x: number(x),
        y: number(y),
      })}
      data-element={element.id}
      data-selected={selected || undefined}
      data-faulty={faulty || undefined}
      className={styles.element}
      onFocus={onSelect}
      onPointerDown={onTake}
    >
      <g transform={`translate(${right} ${down})`}>
        <Marks marks={part?.marks ?? []} />
      </g>
      <rect
        x={x - thin.x}
        y={y - thin.y}
        width={width + 2 * thin.x}
        height={height + 2 * thin.y}
        className={styles.frame}
        strokeWidth={(selected ? 2 : 1) * pixel}
      />
    </g>
  );
}
