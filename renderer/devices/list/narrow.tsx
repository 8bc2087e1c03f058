import { Button, Checkbox, Menu, Select } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { deviceStatuses } from '../../../shared/models/device.ts';
import { deviceColumns } from '../../../shared/models/device-filter.ts';
import { useAct } from '../../calls.ts';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import { type Chosen, type Period, periods } from './ask.ts';
import { BatchChoice } from './batch-choice.tsx';
import { columns, inOrder, usualColumns } from './columns.ts';
import styles from './narrow.module.css';

interface Props {
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  /** What else can be done with what is listed. */
  children?: ReactNode;
}

/** What the list is narrowed to, in sight and one press away each; and what it shows. */
export function Narrow({ chosen, onChoose, children }: Props) {
  const { w } = useWords();
  const kinds = ['any', 'problem', ...deviceStatuses] as const;
  return (
    <div className={styles.bar}>
      <div className={styles.chips} role="group" aria-label={w('devices.narrow')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.chip}
            aria-pressed={chosen.status === kind}
            onClick={() => onChoose({ ...chosen, status: kind })}
          >
            {kind === 'any' || kind === 'problem' ? w(`devices.${kind}`) : w(`status.${kind}`)}
          </button>
        ))}
      </div>
      <div className={styles.more}>
        <BatchChoice
          value={chosen.batchTag}
          onChange={(batchTag) => onChoose({ ...chosen, batchTag })}
        />
        <Select
          className={styles.period ?? ''}
          size="md"
          aria-label={w('devices.period')}
          data={(Object.keys(periods) as Period[]).map((value) => ({
            value,
            label: w(`devices.period.${value}`),
          }))}
          value={chosen.period}
          onChange={(value) => onChoose({ ...chosen, period: value ?? 'any' })}
          allowDeselect={false}
        />
        <ColumnChoice />
        {children}
      </div>
    </div>
  );
}

/** Remembered for the station, not for the window. */
function ColumnChoice() {
  const { w } = useWords();
  const { preferences } = useStationState();
  const set = useAct('preferences.look');
  const shown = preferences.deviceColumns ?? usualColumns;
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="md"
          leftSection={<IconColumns3 size={20} aria-hidden="true" />}
        >
          {w('devices.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {deviceColumns.map((column) => {
          const isShown = shown.includes(column);
          const next = isShown ? shown.filter((other) => other !== column) : [...shown, column];
          return (
            <Menu.Item
              key={column}
              role="menuitemcheckbox"
              aria-checked={isShown}
              className={styles.item ?? ''}
              leftSection={<Checkbox.Indicator checked={isShown} size="md" aria-hidden="true" />}
              onClick={() => void set.run({ deviceColumns: inOrder(next) })}
            >
              {w(columns[column].word)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
