import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type UnitWish, unitBeginnings } from '../../shared/models/unit.ts';
import { useAct } from '../calls.ts';
import { Choice } from '../common/choice.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import { Bytes } from './bytes-field.tsx';
import { BaudField, LineFields, PortField } from './port-field.tsx';
import styles from './settings.module.css';
import { exampleNames, patternError, type UnitDraft, wishOf, withExample } from './unit-draft.ts';
import { UnitTrials } from './unit-trial.tsx';

type Set = (change: Partial<UnitDraft>) => void;

/** A unit's profile as it is set up or changed, with a trial that registers nothing. */
export function UnitForm({
  start,
  taken,
  onSave,
  children,
}: {
  start: UnitDraft;
  /** Paths of the other ports. */
  taken: string[];
  /** Answers true when the form begins anew. */
  onSave: (wish: UnitWish) => Promise<boolean>;
  /** The button that saves, and what belongs beside it. */
  children: ReactNode;
}) {
  const { w } = useWords();
  const ask = useAct('units.try');
  const [draft, setDraft] = useState(start);
  const [trials, setTrials] = useState<Awaited<ReturnType<typeof ask.run>>>();
  const set: Set = (change) => setDraft((was) => ({ ...was, ...change }));
  const wish = wishOf(draft);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wish) return;
        void onSave(wish).then((saved) => {
          if (!saved) return;
          setDraft(start);
          setTrials(undefined);
        });
      }}
    >
      <Choice
        label={w('units.kind')}
        value={draft.kind}
        data={[
          { value: 'uart', label: w('source.uart') },
          { value: 'usb', label: w('source.usb') },
        ]}
        onChange={(kind) => set({ kind })}
      />
      {draft.kind === 'uart' ? (
        <UartFields draft={draft} taken={taken} set={set} onExample={setDraft} />
      ) : (
        <UsbFields draft={draft} set={set} />
      )}
      <div className={styles.row}>
        {children}
        <Button
          variant="default"
          loading={ask.busy}
          disabled={!wish}
          leftSection={<IconPlayerPlay size={20} aria-hidden="true" />}
          onClick={() => wish && void ask.run(wish).then(setTrials)}
        >
          {w('units.try')}
        </Button>
      </div>
      <ProblemNote problem={ask.problem} />
      {trials && <UnitTrials trials={trials.items} />}
    </form>
  );
}

function UartFields({
  draft,
  taken,
  set,
  onExample,
}: {
  draft: UnitDraft;
  taken: string[];
  set: Set;
  onExample: (draft: UnitDraft) => void;
}) {
  const { w } = useWords();
  const overNetwork = draft.path.trim().startsWith('tcp:');
  const { dataBits, parity, stopBits } = draft;
  return (
    <>
      <PortField
        path={draft.path}
        taken={taken}
        hint={w('units.pathHint')}
        onChange={(path) => set({ path })}
      />
      <div className={styles.row} role="group" aria-label={w('units.examples')}>
        <span className={styles.liveName}>{w('units.examples')}</span>
        {exampleNames.map((name) => (
          <Button key={name} variant="default" onClick={() => onExample(withExample(draft, name))}>
            {w(`units.example.${name}`)}
          </Button>
        ))}
      </div>
      <div className={styles.two}>
        <Bytes
          label={w('units.send')}
          value={draft.send}
          max={256}
          required
          onChange={(send) => set({ send })}
        />
        <BaudField line={draft} disabled={overNetwork} onChange={set} />
      </div>
      <Choice
        label={w('units.reading')}
        hint={w(`units.reading.${draft.reading}.hint`)}
        value={draft.reading}
        data={(['pattern', 'json'] as const).map((value) => ({
          value,
          label: w(`units.reading.${value}`),
        }))}
        onChange={(reading) => set({ reading })}
      />
      {draft.reading === 'pattern' && (
        <PatternField
          value={draft.pattern}
          hint={w('units.patternHint')}
          required
          onChange={(pattern) => set({ pattern })}
        />
      )}
      <div className={styles.two}>
        <Select
          label={w('units.begins')}
          description={w(`units.begins.${draft.begins}.hint`)}
          data={unitBeginnings.map((value) => ({ value, label: w(`units.begins.${value}`) }))}
          value={draft.begins}
          allowDeselect={false}
          onChange={(value) =>
            set({ begins: unitBeginnings.find((each) => each === value) ?? 'command' })
          }
        />
        {draft.begins === 'poll' && (
          <Count
            label={w('units.everySeconds')}
            hint={w('units.everySecondsHint')}
            value={draft.everySeconds}
            most={3600}
            onChange={(everySeconds) => set({ everySeconds })}
          />
        )}
        {draft.begins === 'arrival' && (
          <Bytes
            label={w('units.greeting')}
            hint={w('units.greetingHint')}
            value={draft.greeting}
            onChange={(greeting) => set({ greeting })}
          />
        )}
      </div>
      <details>
        <summary className={styles.more}>{w('units.more')}</summary>
        <div className={styles.two}>
          <Count
            label={w('units.attempts')}
            value={draft.attempts}
            most={20}
            onChange={(attempts) => set({ attempts })}
          />
          <Count
            label={w('units.timeout')}
            value={draft.timeoutMs / 1000}
            least={0.1}
            most={60}
            onChange={(seconds) => set({ timeoutMs: Math.round(seconds * 1000) })}
          />
          {draft.reading === 'pattern' && (
            <Bytes
              label={w('units.end')}
              hint={w('units.endHint')}
              value={draft.end}
              onChange={(end) => set({ end })}
            />
          )}
          <LineFields line={{ dataBits, parity, stopBits }} disabled={overNetwork} onChange={set} />
        </div>
      </details>
    </>
  );
}

function UsbFields({ draft, set }: { draft: UnitDraft; set: Set }) {
  const { w } = useWords();
  const wrong = (id: string) => (/^\s*([0-9a-fA-F]{4})?\s*$/.test(id) ? null : w('units.idWrong'));
  return (
    <>
      <div className={styles.two}>
        <TextInput
          label={w('units.vendorId')}
          description={w('units.idHint')}
          classNames={{ input: 'mono' }}
          value={draft.vendorId}
          maxLength={8}
          required
          error={wrong(draft.vendorId)}
          onChange={(event) => set({ vendorId: event.currentTarget.value })}
        />
        <TextInput
          label={w('units.productId')}
          description={w('units.productHint')}
          classNames={{ input: 'mono' }}
          value={draft.productId}
          maxLength={8}
          error={wrong(draft.productId)}
          onChange={(event) => set({ productId: event.currentTarget.value })}
        />
      </div>
      <PatternField
        value={draft.serialPattern}
        hint={w('units.serialHint')}
        onChange={(serialPattern) => set({ serialPattern })}
      />
    </>
  );
}

function PatternField(props: {
  value: string;
  hint: string;
  required?: boolean;
  onChange: (pattern: string) => void;
}) {
  const { w } = useWords();
  const detail = patternError(props.value);
  return (
    <TextInput
      label={w('units.pattern')}
      description={props.hint}
      classNames={{ input: 'mono' }}
      value={props.value}
      maxLength={512}
      required={props.required ?? false}
      spellCheck={false}
      error={detail && w('units.patternWrong', { detail })}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

function Count(props: {
  label: string;
  hint?: string;
  value: number;
  least?: number;
  most: number;
  onChange: (value: number) => void;
}) {
  return (
    <NumberInput
      label={props.label}
      description={props.hint}
      value={props.value}
      min={props.least ?? 1}
      max={props.most}
      allowDecimal={props.least !== undefined}
      clampBehavior="strict"
      onChange={(value) => typeof value === 'number' && props.onChange(value)}
    />
  );
}
