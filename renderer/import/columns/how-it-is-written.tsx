import { Select } from '@mantine/core';
import { delimiters, encodings, type SourceChoice } from '../../../shared/import/source.ts';
import type { ImportLook } from '../../../shared/models/import.ts';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';

interface Props {
  look: ImportLook | null;
  choice: SourceChoice;
  onChange: (choice: SourceChoice) => void;
}

/** None, the first ones, and the one that was found. */
const headingRows = (found: number): number[] => [
  ...new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, found]),
];

/** How a file's characters are written and what separates its columns: what was found, why, and another choice. */
export function HowItIsWritten({ look, choice, onChange }: Props) {
  const { w, explain } = useWords();
  if (!look) return null;
  const { encoding, delimiter, sheets, kind, heading } = look;
  const asked = look.unsure?.code === 'import-heading-unsure';
  return (
    <div className={styles.fields}>
      <p className={styles.kind}>{kind.toUpperCase()}</p>
      {encoding && (
        <Select
          label={w('import.encoding')}
          description={`${explain(encoding.reason)} (${w(`import.confidence.${encoding.confidence}`)})`}
          data={encodings.map((each) => ({ value: each, label: each.toUpperCase() }))}
          value={choice.encoding ?? encoding.encoding}
          allowDeselect={false}
          onChange={(next) => {
            const found = encodings.find((each) => each === next);
            onChange(found ? { ...choice, encoding: found } : choice);
          }}
        />
      )}
      {encoding && encoding.others.length > 0 && (
        <ul className={styles.previews}>
          {[encoding, ...encoding.others].map((each) => (
            <li key={each.encoding}>
              <b>{each.encoding.toUpperCase()}</b> <q>{each.preview.join(' ⏎ ').slice(0, 90)}</q>
            </li>
          ))}
        </ul>
      )}
      {delimiter && kind === 'csv' && (
        <Select
          label={w('import.delimiter')}
          data={delimiters.map((each) => ({
            value: each,
            label: each === '\t' ? w('import.tab') : each,
          }))}
          value={choice.delimiter ?? delimiter.delimiter}
          allowDeselect={false}
          onChange={(next) => {
            const found = delimiters.find((each) => each === next);
            onChange(found ? { ...choice, delimiter: found } : choice);
          }}
        />
      )}
      {(kind === 'csv' || kind === 'xlsx') && (
        <Select
          label={w('import.heading')}
          description={heading.row > 0 ? look.head.slice(0, 6).join(' · ').slice(0, 90) : undefined}
          data={headingRows(heading.row).map((row) => ({
            value: `${row}`,
            label: row === 0 ? w('import.headingNone') : w('import.headingRow', { row }),
          }))}
          value={choice.heading?.toString() ?? (asked ? null : `${heading.row}`)}
          placeholder={w('import.confidence.unsure')}
          allowDeselect={false}
          onChange={(next) => next !== null && onChange({ ...choice, heading: Number(next) })}
        />
      )}
      {sheets.length > 1 && (
        <Select
          label={w('import.sheet')}
          data={sheets}
          value={choice.sheet ?? sheets[0] ?? null}
          allowDeselect={false}
          onChange={(next) => onChange(next ? { ...choice, sheet: next } : choice)}
        />
      )}
    </div>
  );
}
