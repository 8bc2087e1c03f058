import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useQuery } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { Shape } from '../../common/shape.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from './line.module.css';
import { LineDialog } from './line-dialog.tsx';

interface Props {
  groupId: string;
  opened: boolean;
  onClose: () => void;
}

/** The samples that prove the scanner: which there are, how they were answered last, and new ones. */
export function GoldenDialog({ groupId, opened, onClose }: Props) {
  const { w } = useWords();
  return (
    <LineDialog title={w('golden.title')} opened={opened} onClose={onClose}>
      <Samples groupId={groupId} />
    </LineDialog>
  );
}

function Samples({ groupId }: { groupId: string }) {
  const { w, when } = useWords();
  const list = useQuery('golden.list', { groupId });
  const declare = useAct('golden.declare');
  const withdraw = useAct('golden.withdraw');
  const mayNot = useMayNot('golden.declare');
  const [text, setText] = useState('');
  const [expected, setExpected] = useState<'good' | 'bad'>('good');
  const [note, setNote] = useState('');
  const items = list.value?.items ?? [];
  return (
    <>
      <p>{w('golden.hint')}</p>
      {list.value && items.length === 0 && <p className="ink-off">{w('golden.none')}</p>}
      <ul className={styles.samples}>
        {items.map((sample) => (
          <li key={sample.text}>
            <Shape
              kind={sample.expected === 'good' ? 'ok' : 'bad'}
              size={22}
              className={sample.expected === 'good' ? 'ink-ok' : 'ink-bad'}
            />
            <div>
              <p className="mono">{sample.text}</p>
              <p className={styles.small}>
                {[w(`golden.${sample.expected}`), sample.note].filter(Boolean).join(' · ')}
              </p>
              <p className={styles.small}>
                {sample.checkedAt === null
                  ? w('golden.never')
                  : w(sample.right ? 'golden.right' : 'golden.wrong', {
                      at: when(sample.checkedAt),
                    })}
              </p>
            </div>
            <Button
              variant="default"
              disabled={mayNot !== null}
              aria-label={w('golden.withdrawOne', { sample: sample.text })}
              onClick={() =>
                void withdraw.run({ groupId, text: sample.text }).then(() => list.refetch())
              }
            >
              {w('golden.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          void declare.run({ groupId, text, expected, note }).then((done) => {
            if (!done) return undefined;
            setText('');
            setNote('');
            return list.refetch();
          });
        }}
      >
        <TextInput
          label={w('golden.text')}
          description={w('golden.textHint')}
          value={text}
          maxLength={512}
          autoComplete="off"
          required
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group grow align="end">
          <Select
            label={w('golden.expected')}
            data={(['good', 'bad'] as const).map((value) => ({
              value,
              label: w(`golden.${value}`),
            }))}
            value={expected}
            allowDeselect={false}
            onChange={(value) => setExpected(value === 'bad' ? 'bad' : 'good')}
          />
          <TextInput
            label={w('golden.note')}
            value={note}
            maxLength={128}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Group>
        {mayNot && <p className="ink-off">{mayNot}</p>}
        <Button
          type="submit"
          size="lg"
          loading={declare.busy}
          disabled={mayNot !== null || text.trim() === ''}
        >
          {w('golden.declare')}
        </Button>
        <ProblemNote problem={declare.problem ?? withdraw.problem ?? list.problem} />
      </form>
    </>
  );
}
