import { Button, TextInput } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Problem, problem } from '../../shared/problems.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { scannedSn } from './scanned-sn.ts';
import styles from './sn-field.module.css';
import { useWedge } from './use-wedge.ts';

interface Props {
  label: string;
  hint?: string;
  /** The word of the button that takes what was typed. */
  take: string;
  groupId: string;
  busy?: boolean;
  onSn: (deviceSn: string) => void;
}

/** Asks for one SN: typed, by a scanner that types, wherever the focus is, or by one on a cable. */
export function SnField({ label, hint, take, groupId, busy, onSn }: Props) {
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Problem | null>(null);
  const home = useRef<HTMLDivElement>(null);
  const receive = (scanned: string) => {
    const found = scannedSn(scanned, groupId);
    setRefused(found.ok ? null : found.problem);
    if (found.ok) onSn(found.value);
  };
  useWedge((news) => {
    if (news.kind === 'refused') setRefused(news.problem);
    else if (news.kind === 'in-field' && !home.current?.contains(news.field)) {
      setRefused(problem('read-in-field'));
    } else {
      // This field asks for a scan: what it shows wrongly is put right.
      setText(news.text);
      receive(news.text);
    }
  });
  useCableRead((deviceSn) => {
    setText(deviceSn);
    receive(deviceSn);
  });
  return (
    <div className={styles.field} ref={home}>
      <div className={styles.row}>
        <TextInput
          className={styles.input ?? ''}
          label={label}
          description={hint}
          classNames={{ input: 'mono' }}
          leftSection={<IconBarcode size={22} aria-hidden="true" />}
          value={text}
          maxLength={512}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // The form around it is not sent by a scanner's Enter.
            event.preventDefault();
            if (text.trim() !== '') receive(text);
          }}
        />
        <Button
          variant="light"
          loading={busy ?? false}
          disabled={text.trim() === ''}
          onClick={() => receive(text)}
        >
          {take}
        </Button>
      </div>
      <ProblemNote problem={refused} />
    </div>
  );
}

/** A scanner on a cable reports to the station: its next read is taken, whatever the verdict was. */
function useCableRead(listener: (deviceSn: string) => void): void {
  const { reads } = useStationState();
  const read = reads[0];
  const last = useRef(read?.id);
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => {
    if (!read || read.id === last.current) return;
    last.current = read.id;
    const { deviceSn, source } = read;
    if (deviceSn && source.kind !== 'wedge' && source.kind !== 'typed') newest.current(deviceSn);
  }, [read]);
}
