import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { exportStates, exportTopics } from '../../shared/models/export.ts';
import { nameIn } from '../../shared/names.ts';
import { useAct, useQuery } from '../calls.ts';
import { Choice } from '../common/choice.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { type Period, periods } from '../devices/list/ask.ts';
import { BatchChoice } from '../devices/list/batch-choice.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { bring, brought } from './brought.ts';
import styles from './export.module.css';
import { firstWish, formatsOf, orderOf, type Wish, withTopic } from './wish.ts';

/** What is wanted, of which devices or whatever it is, and as what. */
export function Order() {
  const { w, number } = useWords();
  const { exports } = useStationState();
  const [wish, setWish] = useState(firstWish);
  const [from, setFrom] = useState(brought);
  const begin = useAct('exports.begin');
  const { topic, format } = wish;
  const isBrought = from !== null && topic === 'devices';
  const busy = exports.some(({ state }) => state === 'running');
  return (
    <Card title={w('out.what')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void begin.run(orderOf(wish, from, Date.now()));
        }}
      >
        <Choice
          label={w('out.topic')}
          value={topic}
          data={exportTopics.map((value) => ({ value, label: w(`out.topic.${value}`) }))}
          onChange={(next) => setWish(withTopic(wish, next))}
        />
        {isBrought ? (
          <p className={styles.brought}>
            {w(from.exact ? 'out.brought' : 'out.broughtMore', { count: number(from.count) })}
            <Button
              variant="subtle"
              size="compact-md"
              onClick={() => {
                bring(null);
                setFrom(null);
              }}
            >
              {w('out.other')}
            </Button>
          </p>
        ) : (
          <Narrowing wish={wish} onChange={setWish} />
        )}
        <div>
          <Choice
            label={w('out.format')}
            value={format}
            data={formatsOf(topic).map((value) => ({ value, label: w(`out.format.${value}`) }))}
            onChange={(next) => setWish({ ...wish, format: next })}
          />
          <p className={`ink-off ${styles.hint}`}>{w(`out.format.${format}.hint`)}</p>
        </div>
        {topic === 'devices' && format !== 'enos' && (
          <Checkbox
            size="md"
            label={w('out.onlyImport')}
            checked={wish.onlyImport}
            onChange={(event) => setWish({ ...wish, onlyImport: event.currentTarget.checked })}
          />
        )}
        <ProblemNote problem={begin.problem} />
        <Button
          type="submit"
          size="xl"
          loading={begin.busy}
          disabled={busy}
          leftSection={<IconFileExport size={24} aria-hidden="true" />}
        >
          {w('out.go')}
        </Button>
      </form>
    </Card>
  );
}

function Narrowing({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const { w, language } = useWords();
  const { groups } = useStationState();
  const catalog = useQuery('catalog.get', {}, groups);
  const { topic } = wish;
  return (
    <div className={styles.narrow}>
      <TextInput
        type="search"
        size="md"
        label={w('out.search')}
        value={wish.search}
        maxLength={200}
        onChange={(event) => onChange({ ...wish, search: event.currentTarget.value })}
      />
      <Select
        size="md"
        label={w('devices.group')}
        data={[
          { value: '', label: w('devices.allGroups') },
          ...(catalog.value?.registrationGroups.map((group) => ({
            value: group.groupId,
            label: nameIn(group, language),
          })) ?? []),
        ]}
        value={wish.groupId}
        onChange={(value) => onChange({ ...wish, groupId: value ?? '' })}
        allowDeselect={false}
      />
      <BatchChoice
        labelled
        value={wish.batchTag}
        onChange={(batchTag) => onChange({ ...wish, batchTag })}
      />
      <Select
        size="md"
        label={w('out.state')}
        data={[
          { value: '', label: w('devices.any') },
          ...exportStates[topic].map((value) => ({
            value,
            label: topic === 'devices' ? w(`status.${value as 'created'}`) : value,
          })),
        ]}
        value={wish.state}
        onChange={(value) => onChange({ ...wish, state: value ?? '' })}
        allowDeselect={false}
      />
      <Select
        size="md"
        label={w('out.period')}
        data={(Object.keys(periods) as Period[]).map((value) => ({
          value,
          label: w(`devices.period.${value}`),
        }))}
        value={wish.period}
        onChange={(value) => onChange({ ...wish, period: value ?? 'any' })}
        allowDeselect={false}
      />
    </div>
  );
}
