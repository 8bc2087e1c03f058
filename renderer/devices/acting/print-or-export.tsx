import { useState } from 'react';
import type { Device } from '../../../shared/models/device.ts';
import { Choice } from '../../common/choice.tsx';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import { ExportForm } from './export-form.tsx';
import { PrintForm } from './print-form.tsx';

const ways = ['labels', 'codes'] as const;

/** Labels on a printer, or the codes alone as files. */
export function PrintOrExport(props: { devices: Device[]; onClose: () => void }) {
  const { w } = useWords();
  const [way, setWay] = useState<(typeof ways)[number]>('labels');
  return (
    <div className={styles.form}>
      <Choice
        label={w('export.what')}
        value={way}
        data={ways.map((value) => ({ value, label: w(`export.what.${value}`) }))}
        onChange={setWay}
      />
      {way === 'labels' ? <PrintForm {...props} /> : <ExportForm {...props} />}
    </div>
  );
}
