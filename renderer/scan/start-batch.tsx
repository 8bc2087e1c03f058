import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { isPaired } from '../../shared/line/parts.ts';
import type { Batch } from '../../shared/models/batch.ts';
import type { Catalog } from '../../shared/models/catalog.ts';
import type { TemplateInfo } from '../../shared/models/label.ts';
import { useAct, useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { BatchValues } from './batch-values.tsx';
import { LineFields } from './line/line-fields.tsx';
import { toLine } from './line/line-form.ts';
import { MakesField } from './making/makes-field.tsx';
import styles from './scan.module.css';
import { allocationChoices, givenValues, prefill, toTarget } from './start-form.ts';

/** Fetches what the form offers; the form itself only appears once it can be filled for good. */
export function StartBatch() {
  const { groups } = useStationState();
  const catalog = useQuery('catalog.get', {}, groups);
  const templates = useQuery('labels.templates', {});
  const batches = useQuery('batches.list', { limit: 1 });
  if (!catalog.value || !templates.value || !batches.value) {
    return <ProblemNote problem={catalog.problem ?? templates.problem ?? batches.problem} />;
  }
  return (
    <StartForm
      catalog={catalog.value}
      templates={templates.value.items}
      last={batches.value.items[0]}
    />
  );
}

interface Props {
  catalog: Catalog;
  templates: TemplateInfo[];
  last: Batch | undefined;
}

function StartForm({ catalog, templates, last }: Props) {
  const { w } = useWords();
  const start = useAct('batches.start');
  const groups = catalog.registrationGroups;
  const [form, setForm] = useState(() =>
    prefill(
      groups.map(({ groupId }) => groupId),
      last,
    ),
  );
  const group = groups.find(({ groupId }) => groupId === form.groupId);
  const paired = isPaired(toLine(form.line));
  const makes = form.makes && !paired && group?.series !== undefined;
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        void start.run({
          groupId: form.groupId,
          tag: form.tag.trim(),
          target: form.target === '' ? null : form.target,
          template: form.template || null,
          allocateTo: toTarget(form.allocateTo),
          masterData: givenValues(catalog, form),
          line: toLine(form.line),
          makes,
        });
      }}
    >
      <h1>{w('start.title')}</h1>
      <Select
        label={w('start.group')}
        data={groups.map(({ groupId, name }) => ({
          value: groupId,
          label: `${name} · ${groupId}`,
        }))}
        value={form.groupId}
        onChange={(groupId) => change({ groupId: groupId ?? '' })}
        allowDeselect={false}
        searchable={groups.length > 8}
        required
      />
      <TextInput
        label={w('start.tag')}
        description={w('start.tagHint')}
        value={form.tag}
        maxLength={64}
        onChange={(event) => change({ tag: event.currentTarget.value })}
        required
        autoComplete="off"
      />
      <MakesField
        group={group}
        tag={form.tag}
        paired={paired}
        checked={makes}
        onChange={(next) => change({ makes: next })}
      />
      <NumberInput
        label={w('start.target')}
        placeholder={w('start.noTarget')}
        value={form.target}
        onChange={(target) => change({ target: typeof target === 'number' ? target : '' })}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        thousandSeparator=" "
        hideControls
      />
      <Select
        label={w('start.template')}
        data={[
          { value: '', label: w('start.noTemplate') },
          ...templates.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={form.template}
        onChange={(template) => change({ template: template ?? '' })}
        allowDeselect={false}
      />
      <Select
        label={w('start.allocate')}
        data={[{ value: '', label: w('start.noAllocate') }, ...allocationChoices(catalog)]}
        value={form.allocateTo}
        onChange={(allocateTo) => change({ allocateTo: allocateTo ?? '' })}
        allowDeselect={false}
      />
      <BatchValues
        catalog={catalog}
        form={form}
        onChange={(masterData) => change({ masterData })}
      />
      <LineFields groupId={form.groupId} line={form.line} onChange={(line) => change({ line })} />
      <div className={styles.go}>
        <Button
          type="submit"
          size="xl"
          fz={20}
          loading={start.busy}
          leftSection={<IconPlayerPlay size={26} aria-hidden="true" />}
        >
          {w('start.go')}
        </Button>
        <ProblemNote problem={start.problem} />
      </div>
    </form>
  );
}
