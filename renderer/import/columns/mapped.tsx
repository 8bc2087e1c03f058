import { Select } from '@mantine/core';
import { plainTargets } from '../../../shared/import/mapping/mapping.ts';
import { columnLetters } from '../../../shared/import/row.ts';
import type { Catalog } from '../../../shared/models/catalog.ts';
import type { ImportLook } from '../../../shared/models/import.ts';
import { nameIn } from '../../../shared/names.ts';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { type ColumnsDraft, datumOf, targetsFor } from './draft.ts';

/** What each part of the form of columns shows and changes. */
export interface ColumnsPart {
  look: ImportLook;
  catalog: Catalog | null;
  groupId: string | null;
  draft: ColumnsDraft;
  onChange: (draft: ColumnsDraft) => void;
}

/** How a target is called on screen. */
export function useTargetName(catalog: Catalog | null, groupId: string | null) {
  const { w, language } = useWords();
  return (to: string): string => {
    const plain = plainTargets.find((each) => each === to);
    if (plain) return w(`target.${plain}`);
    const datum = datumOf(catalog, groupId, to);
    const locale = to.split('@')[1];
    return datum ? `${nameIn(datum, language)}${locale ? ` (${locale})` : ''}` : to;
  };
}

/** Every column with its first rows below it, and what it becomes above them. */
export function Mapped({ look, catalog, groupId, draft, onChange }: ColumnsPart) {
  const { w } = useWords();
  const nameOf = useTargetName(catalog, groupId);
  const targets = [...new Set([...targetsFor(catalog, groupId), ...draft.targets])].filter(
    (to) => to !== '',
  );
  const data = [
    { value: '', label: w('import.leaveOut') },
    ...targets.map((to) => ({ value: to, label: nameOf(to) })),
  ];
  const used = (at: number) =>
    draft.targets[at] !== '' || draft.pieces.some((piece) => piece.at === at);
  const put = (at: number, to: string) =>
    onChange({ ...draft, targets: draft.targets.map((each, index) => (index === at ? to : each)) });
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it */}
      <section className={styles.sheet} tabIndex={0} aria-label={w('import.sample')}>
        <table className={styles.sheetTable}>
          <thead>
            <tr>
              <th aria-hidden="true" />
              {look.head.map((name, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={at} scope="col" data-used={used(at) || undefined}>
                  <span className={styles.heading}>{name || w('import.empty')}</span>
                  <Select
                    aria-label={`${w('import.column', { letters: columnLetters(at) })} ${name}: ${w('import.becomes')}`}
                    data={data}
                    value={draft.targets[at] ?? ''}
                    allowDeselect={false}
                    comboboxProps={{ width: 260, position: 'bottom-start' }}
                    onChange={(to) => put(at, to ?? '')}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {look.rows.slice(0, 8).map(({ row, cells }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {look.head.map((_, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={at} data-used={used(at) || undefined}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
