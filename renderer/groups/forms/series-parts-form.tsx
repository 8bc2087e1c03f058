import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { seriesDateForms } from '../../../shared/models/series.ts';
import { useWords } from '../../words.tsx';
import {
  blankSeriesPart,
  mayHaveCodes,
  mostSeriesParts,
  type SeriesPartDraft,
  seriesPartKinds,
} from '../draft/series-parts.ts';
import { SelectField, TextField } from '../editor/fields.tsx';
import { FormPart } from '../editor/form.tsx';
import styles from '../groups.module.css';

interface Props {
  parts: SeriesPartDraft[];
  change: (parts: SeriesPartDraft[]) => void;
}

/** The parts in the order of the SN: added, removed, moved. */
export function SeriesPartsForm({ parts, change }: Props) {
  const { w } = useWords();
  const put = (index: number, part: Partial<SeriesPartDraft>) =>
    change(parts.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const move = (index: number, by: 1 | -1) => {
    const moved = [...parts];
    const [part] = moved.splice(index, 1);
    if (part) moved.splice(index + by, 0, part);
    change(moved);
  };
  return (
    <fieldset className={styles.parts}>
      <legend>{w('series.parts')}</legend>
      <ol className={styles.seriesParts}>
        {parts.map((part, index) => (
          <li key={part.key}>
            <FormPart path={`parts.${index}`}>
              <div className={styles.seriesPart}>
                <SelectField
                  path="kind"
                  label={w('series.part', { number: index + 1 })}
                  value={part.kind}
                  data={seriesPartKinds.map((value) => ({
                    value,
                    label: w(`series.kind.${value}`),
                  }))}
                  onChange={(chosen) => {
                    const kind = seriesPartKinds.find((each) => each === chosen);
                    if (kind) put(index, { kind });
                  }}
                />
                <div className={styles.partFields}>
                  <PartFields part={part} put={(fields) => put(index, fields)} />
                </div>
                <div className={styles.partMoves}>
                  <Move
                    label={w('series.up', { number: index + 1 })}
                    end={index === 0}
                    onMove={() => move(index, -1)}
                  >
                    <IconArrowUp size={18} aria-hidden="true" />
                  </Move>
                  <Move
                    label={w('series.down', { number: index + 1 })}
                    end={index === parts.length - 1}
                    onMove={() => move(index, 1)}
                  >
                    <IconArrowDown size={18} aria-hidden="true" />
                  </Move>
                  <Move
                    label={w('series.remove', { number: index + 1 })}
                    end={parts.length === 1}
                    onMove={() => change(parts.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={18} aria-hidden="true" />
                  </Move>
                </div>
              </div>
            </FormPart>
          </li>
        ))}
      </ol>
      {parts.length < mostSeriesParts && (
        <Button
          variant="light"
          className={styles.start ?? ''}
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() =>
            change([...parts, blankSeriesPart(Math.max(...parts.map(({ key }) => key)) + 1)])
          }
        >
          {w('series.add')}
        </Button>
      )}
    </fieldset>
  );
}

interface MoveProps {
  label: string;
  /** Nothing would happen; it keeps the focus all the same, for whoever moves by keys. */
  end: boolean;
  onMove: () => void;
  children: React.ReactNode;
}

function Move({ label, end, onMove, children }: MoveProps) {
  return (
    <Button
      variant="default"
      px={10}
      aria-label={label}
      title={label}
      aria-disabled={end}
      data-disabled={end}
      onClick={() => !end && onMove()}
    >
      {children}
    </Button>
  );
}

interface FieldsProps {
  part: SeriesPartDraft;
  put: (change: Partial<SeriesPartDraft>) => void;
}

function PartFields({ part, put }: FieldsProps) {
  const { w } = useWords();
  const field = (name: 'text' | 'codes' | 'codesFrom' | 'length') => (
    <TextField
      path={name}
      label={w(`series.${name}`)}
      value={part[name]}
      mono
      onChange={(value) => put({ [name]: value })}
    />
  );
  switch (part.kind) {
    case 'text':
      return field('text');
    case 'date':
      return (
        <>
          <SelectField
            path="form"
            label={w('series.form')}
            value={part.form}
            data={seriesDateForms.map((value) => ({ value, label: w(`series.form.${value}`) }))}
            onChange={(chosen) => {
              const form = seriesDateForms.find((each) => each === chosen);
              if (form) put({ form });
            }}
          />
          {mayHaveCodes(part) && field('codes')}
          {part.form === 'Y' && part.codes !== '' && field('codesFrom')}
        </>
      );
    case 'batch':
      return field('length');
    case 'counter':
    case 'model':
      return <p className={styles.none}>{w(`series.kind.${part.kind}.hint`)}</p>;
  }
}
