import { TextInput } from '@mantine/core';
import type { Catalog } from '../../../shared/models/catalog.ts';
import type { ImportLook } from '../../../shared/models/import.ts';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { type ColumnsDraft, joinedTargets } from './draft.ts';
import { useTargetName } from './mapped.tsx';

interface Props {
  look: ImportLook;
  catalog: Catalog | null;
  groupId: string | null;
  draft: ColumnsDraft;
  onChange: (draft: ColumnsDraft) => void;
}

/** Columns that are put together, what stands between them, and how the first row looks so. */
export function Joined({ look, catalog, groupId, draft, onChange }: Props) {
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
