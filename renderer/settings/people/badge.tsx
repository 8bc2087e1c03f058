import { Button, Switch } from '@mantine/core';
import { IconIdBadge2, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Operator } from '../../../shared/models/operator.ts';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWedge } from '../../scan/use-wedge.ts';
import { useStation, useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import { PrintedBadge } from './printed-badge.tsx';

/** A person's badge: the company's own by scanning it, or one that is made here; and its end. */
export function Badge({ person }: { person: Operator }) {
  const { w, sentence } = useWords();
  const { operators, reads } = useStationState();
  const enrol = useAct('operators.enrolBadge');
  const print = useAct('operators.printBadge');
  const revoke = useAct('operators.revokeBadge');
  const [needsPin, setNeedsPin] = useState(person.badgeNeedsPin);
  const [code, setCode] = useState<string | null>(null);
  const [askedAt, setAskedAt] = useState<number | null>(null);
  const { name } = person;
  const waiting = operators.enrolling === name;
  const told = reads[0];
  const taken =
    askedAt !== null && !waiting && told && told.at >= askedAt && told.verdict === 'noted';
  const refused =
    askedAt !== null && told && told.at >= askedAt && told.verdict === 'refused' ? told : null;
  const begin = () => {
    setCode(null);
    setAskedAt(Date.now());
    void enrol.run({ name, needsPin });
  };
  const make = async () => {
    const made = await print.run({ name, needsPin });
    if (made) setCode(made.code);
  };
  return (
    <div className={styles.form}>
      <h3>{w('operators.badge', { name })}</h3>
      <Switch
        label={w('operators.needsPin')}
        checked={needsPin}
        disabled={!person.hasPin}
        onChange={(event) => setNeedsPin(event.currentTarget.checked)}
      />
      <div className={styles.row}>
        {waiting ? (
          <Button variant="default" onClick={() => void enrol.run({ name: null })}>
            {w('operators.stopEnrolling')}
          </Button>
        ) : (
          <Button variant="light" leftSection={<IconIdBadge2 size={22} />} onClick={begin}>
            {w('operators.enrol')}
          </Button>
        )}
        <Button
          variant="light"
          leftSection={<IconPrinter size={22} />}
          loading={print.busy}
          onClick={() => void make()}
        >
          {w('operators.print')}
        </Button>
        <Button
          variant="default"
          disabled={!person.hasBadge}
          loading={revoke.busy}
          onClick={() => {
            setCode(null);
            void revoke.run({ name });
          }}
        >
          {w('operators.revoke')}
        </Button>
      </div>
      {waiting && (
        <output>
          <strong>{w('operators.enrolling', { name })}</strong>
          <Listen />
        </output>
      )}
      {taken && told?.problem && <GoodNote>{sentence(told.problem)}</GoodNote>}
      {refused?.problem && <ProblemNote problem={refused.problem} />}
      {code !== null && <PrintedBadge name={name} code={code} />}
      <ProblemNote problem={enrol.problem ?? print.problem ?? revoke.problem} />
    </div>
  );
}

/** A scanner that types is heard here, too, while a badge is waited for. */
function Listen() {
  const { call } = useStation();
  useWedge((news) => {
    if (news.kind === 'refused') return;
    void call('station.read', { text: news.text, source: { kind: 'wedge' } });
  });
  return null;
}
