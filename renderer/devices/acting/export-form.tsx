import { Button } from '@mantine/core';
import { IconDownload, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import type { Device } from '../../../shared/models/device.ts';
import { type CodeFormat, codeFormats } from '../../../shared/models/label.ts';
import { useAct } from '../../calls.ts';
import { Choice } from '../../common/choice.tsx';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { saveLabelFile } from '../../labels/pdf.ts';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import { printParts } from './print-parts.ts';

const mostAtOnce = 10_000;

/** QR codes of the chosen devices as files: one for each group. */
export function ExportForm({ devices, onClose }: { devices: Device[]; onClose: () => void }) {
  const { w, number } = useWords();
  const act = useAct('labels.export');
  const read = useAct('labels.read');
  const [format, setFormat] = useState<CodeFormat>('pdf');
  const [payload, setPayload] = useState<'own' | 'sn'>('own');
  const [written, setWritten] = useState<{ file: string; codes: number }[]>([]);
  const parts = printParts(devices, mostAtOnce);
  const go = async () => {
    const files: typeof written = [];
    for (const part of parts) {
      const answer = await act.run({ ...part, format, payload });
      if (!answer) return;
      files.push(answer);
      setWritten([...files]);
    }
  };
  const save = async (file: string) => {
    const answer = await read.run({ file });
    if (answer) saveLabelFile(answer.base64, file);
  };
  const again = (change: () => void) => {
    setWritten([]);
    change();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.busy) void go();
      }}
    >
      <Choice
        label={w('export.format')}
        hint={w(`export.format.${format}.hint`)}
        value={format}
        data={codeFormats.map((value) => ({ value, label: w(`export.format.${value}`) }))}
        onChange={(value) => again(() => setFormat(value))}
      />
      <Choice
        label={w('export.payload')}
        hint={w(`export.payload.${payload}.hint`)}
        value={payload}
        data={(['own', 'sn'] as const).map((value) => ({
          value,
          label: w(`export.payload.${value}`),
        }))}
        onChange={(value) => again(() => setPayload(value))}
      />
      <ProblemNote problem={act.problem ?? read.problem} />
      {written.length > 0 && (
        <GoodNote>
          {w('export.done', {
            count: number(written.reduce((sum, { codes }) => sum + codes, 0)),
          })}
        </GoodNote>
      )}
      {written.map(({ file }) => (
        <Button
          key={file}
          size="xl"
          variant="default"
          leftSection={<IconDownload size={26} aria-hidden="true" />}
          onClick={() => void save(file)}
        >
          {w('export.save', { file })}
        </Button>
      ))}
      <div className={styles.buttons}>
        {written.length === parts.length ? (
          <Button size="xl" fz={19} onClick={onClose}>
            {w('close')}
          </Button>
        ) : (
          <Button
            type="submit"
            size="xl"
            fz={19}
            loading={act.busy}
            leftSection={<IconQrcode size={26} aria-hidden="true" />}
          >
            {w('export.go', { count: number(devices.length) })}
          </Button>
        )}
      </div>
    </form>
  );
}
