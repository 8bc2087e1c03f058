import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { dpis } from '../../../shared/models/label-design.ts';
import {
  mostOffset,
  type PrinterFound,
  type PrinterWish,
  printerWayKinds,
} from '../../../shared/models/printer.ts';
import { Choice } from '../../common/choice.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import {
  languagesOf,
  type PrinterDraft,
  printerWishOf,
  withPlace,
  withWay,
} from './printer-draft.ts';

interface FieldsProps {
  draft: PrinterDraft;
  set: (change: Partial<PrinterDraft>) => void;
}

/** A printer as it is set up or changed. Of the folder only language and resolution can be chosen. */
export function PrinterForm({
  start,
  found,
  onSave,
  children,
}: {
  start: PrinterDraft;
  /** What the machine shows, to be taken over with one touch. */
  found: PrinterFound[];
  /** Answers true when the form begins anew. */
  onSave: (wish: PrinterWish) => Promise<boolean>;
  /** The buttons. */
  children: ReactNode;
}) {
  const { w } = useWords();
  const [draft, setDraft] = useState(start);
  const [wrong, setWrong] = useState(false);
  const set = (change: Partial<PrinterDraft>) => setDraft((was) => ({ ...was, ...change }));
  const folder = start.kind === 'folder';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const wish = printerWishOf(draft);
        setWrong(!wish);
        if (!wish) return;
        void onSave(wish).then((saved) => saved && setDraft(start));
      }}
    >
      {!folder && (
        <>
          {found.length > 0 && (
            <div className={styles.row} role="group" aria-label={w('printers.found')}>
              <span className={styles.liveName}>{w('printers.found')}</span>
              {found.map(({ way, name }) => (
                <Button
                  key={JSON.stringify(way)}
                  variant="default"
                  onClick={() => setDraft(withPlace(draft, way, name))}
                >
                  {name}
                </Button>
              ))}
            </div>
          )}
          <TextInput
            label={w('printers.name')}
            description={w('printers.nameHint')}
            value={draft.name}
            maxLength={80}
            required
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Choice
            label={w('printers.way')}
            hint={w(`printers.way.${draft.kind}.hint`)}
            value={draft.kind}
            data={printerWayKinds
              .filter((kind) => kind !== 'folder')
              .map((value) => ({ value, label: w(`printers.way.${value}`) }))}
            onChange={(kind) => setDraft(withWay(draft, kind))}
          />
          <PlaceFields draft={draft} set={set} />
        </>
      )}
      <div className={styles.two}>
        <Select
          label={w('printers.language')}
          description={w('printers.languageHint')}
          data={languagesOf(draft.kind).map((value) => ({
            value,
            label: w(`printers.language.${value}`),
          }))}
          value={draft.language}
          allowDeselect={false}
          onChange={(value) => {
            set({ language: languagesOf(draft.kind).find((each) => each === value) ?? 'pdf' });
          }}
        />
        <Select
          label={w('printers.dpi')}
          description={w('printers.dpiHint')}
          data={dpis.map((dpi) => ({ value: String(dpi), label: `${dpi} dpi` }))}
          value={String(draft.dpi)}
          allowDeselect={false}
          onChange={(value) => set({ dpi: dpis.find((dpi) => String(dpi) === value) ?? 203 })}
        />
      </div>
      {!folder && (
        <Switch
          size="lg"
          label={w('printers.automatic')}
          description={w('printers.automaticHint')}
          checked={draft.automatic}
          onChange={(event) => set({ automatic: event.currentTarget.checked })}
        />
      )}
      {!folder && <MoreFields draft={draft} set={set} />}
      {wrong && (
        <p className="ink-bad" role="alert">
          {w('printers.placeWrong')}
        </p>
      )}
      <div className={styles.row}>{children}</div>
    </form>
  );
}

function PlaceFields({ draft, set }: FieldsProps) {
  const { w } = useWords();
  const field = (name: 'queue' | 'host' | 'path' | 'deviceName') => (
    <TextInput
      label={w(`printers.${name}`)}
      description={w(`printers.${name}.hint`)}
      classNames={{ input: 'mono' }}
      value={draft[name]}
      maxLength={256}
      required
      spellCheck={false}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  switch (draft.kind) {
    case 'folder':
      return null;
    case 'cups':
      return field('queue');
    case 'device':
      return field('path');
    case 'electron':
      return field('deviceName');
    case 'tcp':
      return (
        <div className={styles.two}>
          {field('host')}
          <NumberInput
            label={w('printers.port')}
            description={w('printers.port.hint')}
            value={draft.port}
            min={1}
            max={65_535}
            allowDecimal={false}
            clampBehavior="strict"
            onChange={(value) => typeof value === 'number' && set({ port: value })}
          />
        </div>
      );
  }
}

/** What most printers are never asked for. */
function MoreFields({ draft, set }: FieldsProps) {
  const { w } = useWords();
  const { offset } = draft;
  return (
    <details>
      <summary className={styles.more}>{w('printers.more')}</summary>
      <div className={styles.two}>
        {(['x', 'y'] as const).map((axis) => (
          <NumberInput
            key={axis}
            label={w(`printers.offset.${axis}`)}
            description={w('printers.offset.hint')}
            value={offset[axis]}
            min={-mostOffset}
            max={mostOffset}
            step={0.1}
            decimalScale={2}
            onChange={(value) => {
              if (typeof value === 'number') set({ offset: { ...offset, [axis]: value } });
            }}
          />
        ))}
        {draft.language !== 'pdf' && (
          <>
            <Kept
              label={w('printers.speed')}
              value={draft.speed}
              least={1}
              most={14}
              onChange={(speed) => set({ speed })}
            />
            <Kept
              label={w('printers.darkness')}
              value={draft.darkness}
              least={0}
              most={30}
              onChange={(darkness) => set({ darkness })}
            />
            <Select
              label={w('printers.after')}
              data={(['nothing', 'cut', 'peel'] as const).map((value) => ({
                value,
                label: w(`printers.after.${value}`),
              }))}
              value={draft.after}
              allowDeselect={false}
              onChange={(value) => {
                set({ after: value === 'cut' || value === 'peel' ? value : 'nothing' });
              }}
            />
          </>
        )}
      </div>
    </details>
  );
}

/** A whole number, or nothing: then the printer keeps what is set at it. */
function Kept(props: {
  label: string;
  value: number | null;
  least: number;
  most: number;
  onChange: (value: number | null) => void;
}) {
  const { w } = useWords();
  return (
    <NumberInput
      label={props.label}
      description={w('printers.kept', { least: props.least, most: props.most })}
      value={props.value ?? ''}
      min={props.least}
      max={props.most}
      allowDecimal={false}
      clampBehavior="strict"
      onChange={(value) => props.onChange(typeof value === 'number' ? value : null)}
    />
  );
}
