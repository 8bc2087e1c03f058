import { type ImportCounts, rowKinds } from '../../../shared/models/import.ts';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { kindShape } from '../shapes.ts';

/** How many rows become what, to be read from two steps away. */
export function Counts({ counts }: { counts: ImportCounts }) {
  const { w, number } = useWords();
  const tiles = [
    ...rowKinds.map((kind) => ({ name: kind, shape: kindShape[kind], count: counts[kind] })),
    { name: 'repaired' as const, shape: 'note' as const, count: counts.repaired },
  ];
  return (
    <dl className={styles.tiles}>
      {tiles.map(({ name, shape, count }) => (
        <div key={name} className={styles.tile} data-none={count === 0 || undefined}>
          <dt>
            <Shape
              kind={count === 0 ? 'off' : shape}
              size={18}
              className={inks[count === 0 ? 'off' : shape]}
            />
            {w(`import.${name}`)}
          </dt>
          <dd>{number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

const inks: Partial<Record<string, string>> = {
  ok: 'ink-ok',
  warn: 'ink-warn',
  bad: 'ink-bad',
  off: 'ink-off',
  note: 'ink-off',
};
