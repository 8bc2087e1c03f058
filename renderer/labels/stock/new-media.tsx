import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { mediaKinds } from '../../../shared/models/printing.ts';
import { useAct } from '../../calls.ts';
import { Choice } from '../../common/choice.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import styles from '../labels.module.css';

const usual = { id: '', name: '', width: 50, height: 30, labels: 1000 };

/** A roll or a packet as it comes into the house; its number is on it, and may be scanned. */
export function NewMedia({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const { w } = useWords();
  const save = useAct('printing.saveMedia');
  const [kind, setKind] = useState<(typeof mediaKinds)[number]>('roll');
  const [draft, setDraft] = useState(usual);
  const text = (name: 'id' | 'name', most: number) => (
    <TextInput
      label={w(`stock.${name}`)}
      description={w(`stock.${name}Hint`)}
      value={draft[name]}
      maxLength={most}
      required
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  );
  const size = (name: 'width' | 'height' | 'labels', most: number) => (
    <NumberInput
      label={w(`stock.${name}`)}
      value={draft[name]}
      min={1}
      max={most}
      allowDecimal={name !== 'labels'}
      clampBehavior="strict"
      required
      onChange={(value) => typeof value === 'number' && setDraft({ ...draft, [name]: value })}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run({ kind, ...draft }).then((done) => done && onDone());
      }}
    >
      <Choice
        label={w('stock.kind')}
        value={kind}
        data={mediaKinds.map((value) => ({ value, label: w(`stock.kind.${value}`) }))}
        onChange={setKind}
      />
      <div className={styles.two}>
        {text('id', 64)}
        {text('name', 80)}
        {size('width', 1000)}
        {size('height', 1000)}
        {size('labels', 10_000_000)}
      </div>
      <ProblemNote problem={save.problem} />
      <div className={styles.two}>
        <Button size="xl" variant="default" onClick={onCancel}>
          {w('cancel')}
        </Button>
        <Button type="submit" size="xl" loading={save.busy}>
          {w('stock.save')}
        </Button>
      </div>
    </form>
  );
}
