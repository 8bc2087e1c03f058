import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type LineOptions, scanBackPolicies } from '../../../shared/models/line.ts';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import { GoldenDialog } from './golden-dialog.tsx';
import styles from './line.module.css';
import { checkingOf, checkings, goldenHours, hasBox, mixUps, withChecking } from './line-form.ts';

interface Props {
  groupId: string;
  line: LineOptions;
  onChange: (line: LineOptions) => void;
}

const one = <T extends string>(all: readonly T[], value: string | null): T =>
  all.find((each) => each === value) ?? (all[0] as T);

/** How the units of the batch are checked. */
export function LineFields({ groupId, line, onChange }: Props) {
  const { w } = useWords();
  const { scanners } = useStationState();
  const [golden, setGolden] = useState(false);
  const [shown, setShown] = useState(false);
  const set = (part: Partial<LineOptions>) => onChange({ ...line, ...part });
  const paths = [...scanners.map(({ path }) => path), 'wedge'];
  const known = line.boxScanner === '' || paths.includes(line.boxScanner);
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary className={styles.more}>{w('line.title')}</summary>
      {shown && (
        <div className={styles.fields}>
          <Select
            label={w('line.checking')}
            data={checkings.map((value) => ({ value, label: w(`line.checking.${value}`) }))}
            value={checkingOf(line)}
            allowDeselect={false}
            onChange={(value) => onChange(withChecking(line, one(checkings, value)))}
          />
          {hasBox(line) && (
            <Select
              label={w('line.persons')}
              data={(['1', '2'] as const).map((value) => ({
                value,
                label: w(`line.persons.${value}`),
              }))}
              value={String(line.persons)}
              allowDeselect={false}
              onChange={(value) => set({ persons: value === '2' ? 2 : 1 })}
            />
          )}
          {hasBox(line) && line.persons === 2 && (
            <Select
              label={w('line.boxScanner')}
              data={(known ? paths : [...paths, line.boxScanner]).map((value) => ({
                value,
                label: value === 'wedge' ? w('source.wedge') : value,
              }))}
              value={line.boxScanner || null}
              onChange={(value) => set({ boxScanner: value ?? '' })}
              required
            />
          )}
          {hasBox(line) && line.persons === 1 && (
            <TextInput
              label={w('line.boxBegins')}
              description={w('line.boxBeginsHint')}
              value={line.boxBegins}
              maxLength={64}
              autoComplete="off"
              onChange={(event) => set({ boxBegins: event.currentTarget.value })}
            />
          )}
          <Select
            label={w('line.mixUp')}
            data={mixUps.map((value) => ({ value, label: w(`line.mixUp.${value}`) }))}
            value={line.mixUp}
            allowDeselect={false}
            onChange={(value) => set({ mixUp: one(mixUps, value) })}
          />
          <Select
            label={w('line.scanBack')}
            data={scanBackPolicies.map((value) => ({ value, label: w(`line.scanBack.${value}`) }))}
            value={line.scanBack}
            allowDeselect={false}
            onChange={(value) => set({ scanBack: one(scanBackPolicies, value) })}
          />
          <Select
            label={w('line.golden')}
            data={goldenHours.map((value) => ({
              value,
              label: value === '' ? w('line.goldenOff') : w('line.goldenHours', { hours: value }),
            }))}
            value={line.golden === null ? '' : String(line.golden)}
            allowDeselect={false}
            onChange={(value) => set({ golden: value ? Number(value) : null })}
          />
          <Button
            size="xl"
            fz={18}
            variant="default"
            onClick={() => setGolden(true)}
            disabled={groupId === ''}
          >
            {w('golden.open')}
          </Button>
          <NumberInput
            label={w('line.takt')}
            placeholder={w('line.noTakt')}
            value={line.takt ?? ''}
            min={0.1}
            max={86_400}
            decimalScale={1}
            hideControls
            onChange={(value) =>
              set({ takt: typeof value === 'number' && value > 0 ? value : null })
            }
          />
          <Checkbox
            label={w('line.firstArticle')}
            checked={line.firstArticle}
            onChange={(event) => set({ firstArticle: event.currentTarget.checked })}
          />
          <Checkbox
            label={w('line.balance')}
            checked={line.balance}
            onChange={(event) => set({ balance: event.currentTarget.checked })}
          />
        </div>
      )}
      <GoldenDialog groupId={groupId} opened={golden} onClose={() => setGolden(false)} />
    </details>
  );
}
