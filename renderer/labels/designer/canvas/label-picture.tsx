import type { DrawnLabel } from '../../../../shared/models/template.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { Marks } from './marks.tsx';

interface Props {
  label: DrawnLabel;
  /** As SVG has them: pixels, or `mm`. */
  width: number | string;
  height: number | string;
}

/** A whole label as it is printed. */
export function LabelPicture({ label, width, height }: Props) {
  const { w } = useWords();
  return (
    <svg
      role="img"
      aria-label={w('design.pictureOf', { deviceSn: label.deviceSn })}
      width={width}
      height={height}
      viewBox={`0 0 ${label.width} ${label.height}`}
      className={styles.paper}
    >
      {label.parts.map(({ element, marks }) => (
        <Marks key={element ?? ''} marks={marks} />
      ))}
    </svg>
  );
}
