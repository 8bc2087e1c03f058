import styles from '../designer.module.css';

/** Pixels beside the label. */
export const rulerRoom = 28;

interface Props {
  /** Of the label, millimetres. */
  length: number;
  /** Pixels a millimetre. */
  scale: number;
  along: 'x' | 'y';
}

/** Millimetres along one side, numbered at every tenth or, where there is room, every fifth. */
export function Ruler({ length, scale, along }: Props) {
  const ticks = Array.from({ length: Math.floor(length) + 1 }, (_, mm) => mm);
  const numbered = scale >= 9 ? 5 : 10;
  const shown = scale < 4 ? ticks.filter((mm) => mm % 5 === 0) : ticks;
  const across = along === 'x';
  const size = length * scale;
  return (
    <svg
      aria-hidden="true"
      className={styles.ruler}
      data-along={along}
      width={across ? size : rulerRoom}
      height={across ? rulerRoom : size}
    >
      {shown.map((mm) => {
        const at = mm * scale;
        const long = mm % 10 === 0 ? 12 : mm % 5 === 0 ? 8 : 4;
        const from = rulerRoom - long;
        return <path key={mm} d={across ? `M${at} ${from}v${long}` : `M${from} ${at}h${long}`} />;
      })}
      {shown
        .filter((mm) => mm % numbered === 0)
        .map((mm) => {
          const at = mm * scale;
          // The last number has no room below its line.
          const down = at + 11 > size ? at - 3 : at + 11;
          return (
            <text key={mm} x={across ? at + 2 : 1} y={across ? 11 : down}>
              {mm}
            </text>
          );
        })}
    </svg>
  );
}
