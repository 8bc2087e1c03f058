import { TextInput } from '@mantine/core';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { joinedTargets } from './draft.ts';
import { type ColumnsPart, useTargetName } from './mapped.tsx';

/** Columns that are put together, what stands between them, and how the first row looks so. */
export function Joined({ look, catalog, groupId, draft, onChange }: ColumnsPart) {
  const { w } = useWords();
  const nameOf = useTargetName(catalog, groupId);
  const joined = joinedTargets(draft);
  if (joined.length === 0) return null;
  return (
    <fieldset className={styles.same}>
      <legend>{w('import.joined')}</legend>
      <ul>
        {joined.map(({ to, places }) => {
          const between = draft.between.find((each) => each.to === to)?.text ?? ' ';
          const textOf = (cells: readonly string[]) =>
            places
              .map((at) => cells[at] ?? '')
              .filter((text) => text !== '')
              .join(between);
          const full = look.rows.find(({ cells }) => places.every((at) => cells[at]));
          const sample = full ?? look.rows[0];
          return (
            <li key={to} className={styles.sameAdd}>
              <TextInput
                label={w('import.between', { name: nameOf(to) })}
                value={between}
                maxLength={8}
                onChange={({ currentTarget: { value: text } }) =>
                  onChange({
                    ...draft,
                    between: [...draft.between.filter((each) => each.to !== to), { to, text }],
                  })
                }
              />
              <p className={styles.like}>
                {places.map((at) => look.head[at]).join(' + ')} →{' '}
                <q className="mono">{textOf(sample?.cells ?? [])}</q>
              </p>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
