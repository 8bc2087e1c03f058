import { Modal, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Shift, WayOn } from '../../../shared/models/line.ts';
import { useAct } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from './line.module.css';
import { DecisionButtons } from './line-dialog.tsx';

interface Props {
  shift: Shift;
  opened: boolean;
  onClose: () => void;
}

/** What the labels did, which units it concerns, and how to go on. */
export function AnswerDialog({ shift, opened, onClose }: Props) {
  const { w, when, number } = useWords();
  const answer = useAct('batches.answer');
  const mayNot = useMayNot('batches.answer');
  const [way, setWay] = useState<WayOn>('again');
  const [reason, setReason] = useState('');
  const { kind, by, since, units, strays } = shift;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={w('hold.shift')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          void answer.run({ way, reason: reason.trim() }).then((done) => done && onClose());
        }}
      >
        <p>{w(`shift.${kind}`, { by, at: when(since) })}</p>
        <table className={styles.strays}>
          <thead>
            <tr>
              <th>{w('shift.unit')}</th>
              <th>{w('shift.label')}</th>
              <th>{w('shift.at')}</th>
            </tr>
          </thead>
          <tbody>
            {strays.slice(0, 8).map((stray) => (
              <tr key={`${stray.unit} ${stray.label} ${stray.at}`}>
                <td className="mono">{stray.unit || '–'}</td>
                <td className="mono">{stray.label}</td>
                <td>{when(stray.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h3>{w('shift.affected', { count: number(units.length) })}</h3>
        <ul className={styles.units}>
          {units.map((unit) => (
            <li key={unit} className="mono">
              {unit}
            </li>
          ))}
        </ul>
        <Radio.Group
          label={w('answer.how')}
          value={way}
          onChange={(value) => setWay(value === 'keep' ? 'keep' : 'again')}
        >
          <div className={styles.ways}>
            {(['again', 'keep'] as const).map((each) => (
              <Radio key={each} value={each} label={w(`answer.${each}`)} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={w('answer.reason')}
          value={reason}
          maxLength={256}
          rows={2}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {mayNot && <p className="ink-off">{mayNot}</p>}
        <ProblemNote problem={answer.problem} />
        <DecisionButtons
          go={w('answer.go')}
          busy={answer.busy}
          disabled={mayNot !== null || reason.trim() === ''}
          onClose={onClose}
        />
      </form>
    </Modal>
  );
}
