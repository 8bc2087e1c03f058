import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { columnLetters } from '../../../shared/import/row.ts';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { piecesOf, takenTargets, targetsFor } from './draft.ts';
import { type ColumnsPart, useTargetName } from './mapped.tsx';

/** Pieces that are shown to choose from. */
const mostPieces = 4;

/** One column whose text is several things: where it is cut, and what each piece of the first row becomes. */
export function SplitColumn({ look, catalog, groupId, draft, onChange }: ColumnsPart) {
  const { w, number } = useWords();
  const nameOf = useTargetName(catalog, groupId);
  const [column, setColumn] = useState<string | null>(null);
  const [split, setSplit] = useState('');
  const [chosen, setChosen] = useState<Record<number, string>>({});
  const taken = takenTargets(draft);
  const free = targetsFor(catalog, groupId).filter((to) => !taken.has(to));
  const at = Number(column ?? -1);
  const texts = look.rows.map(({ cells }) => piecesOf(cells[at] ?? '', split));
  const sample = texts.toSorted((a, b) => b.length - a.length)[0] ?? [];
  const shown = sample.length > 1 ? sample.slice(0, mostPieces) : [];
  const columnOf = (place: number) =>
    look.head[place] || w('import.column', { letters: columnLetters(place) });
  const add = () => {
    const pieces = shown.flatMap((_, place) => {
      const to = chosen[place];
      return to ? [{ to, at, split, part: place + 1 }] : [];
    });
    onChange({ ...draft, pieces: [...draft.pieces, ...pieces] });
    setColumn(null);
    setSplit('');
    setChosen({});
  };
  const without = (to: string) =>
    onChange({
      ...draft,
      pieces: draft.pieces.filter((each) => each.to !== to),
      kept: draft.kept.filter((each) => each.to !== to),
    });
  const remove = (to: string) => (
    <Button
      variant="subtle"
      aria-label={`${w('import.remove')} ${nameOf(to)}`}
      onClick={() => without(to)}
    >
      {w('import.remove')}
    </Button>
  );
  return (
    <fieldset className={styles.same}>
      <legend>{w('import.split')}</legend>
      <ul>
        {draft.pieces.map((piece) => (
          <li key={piece.to}>
            <b>{nameOf(piece.to)}</b>{' '}
            {w('import.pieceOf', {
              part: number(piece.part),
              column: columnOf(piece.at),
              sign: piece.split,
            })}
            {remove(piece.to)}
          </li>
        ))}
        {draft.kept.map(({ to }) => (
          <li key={to}>
            <b>{nameOf(to)}</b> {w('import.asBefore')}
            {remove(to)}
          </li>
        ))}
      </ul>
      <div className={styles.sameAdd}>
        <Select
          label={w('import.splitColumn')}
          data={look.head.map((_, place) => ({ value: `${place}`, label: columnOf(place) }))}
          value={column}
          onChange={(next) => {
            setColumn(next);
            setChosen({});
          }}
        />
        <TextInput
          label={w('import.splitAt')}
          value={split}
          maxLength={8}
          onChange={(event) => {
            setSplit(event.currentTarget.value);
            setChosen({});
          }}
        />
        {shown.map((piece, place) => (
          <Select
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
            key={place}
            label={w('import.piece', { part: number(place + 1), text: piece.slice(0, 20) })}
            data={free
              .filter((to) => to === chosen[place] || !Object.values(chosen).includes(to))
              .map((to) => ({ value: to, label: nameOf(to) }))}
            value={chosen[place] ?? null}
            clearable
            placeholder={w('import.leaveOut')}
            onChange={(to) => setChosen({ ...chosen, [place]: to ?? '' })}
          />
        ))}
        <Button
          variant="default"
          disabled={!Object.values(chosen).some((to) => to !== '')}
          onClick={add}
        >
          {w('import.sameAdd')}
        </Button>
      </div>
      {column !== null && split !== '' && shown.length === 0 && (
        <p className="ink-off">{w('import.splitNowhere')}</p>
      )}
    </fieldset>
  );
}
