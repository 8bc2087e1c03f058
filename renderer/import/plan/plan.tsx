import { Button } from '@mantine/core';
import { IconCheck, IconDownload, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { changesOf, notTaken } from '../../../shared/import/counts.ts';
import type { ImportPlan } from '../../../shared/models/import.ts';
import { useAct, useQuery } from '../../calls.ts';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { saveFile } from '../../common/save-file.ts';
import { useLacksRole } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import { useTargetName } from '../columns/mapped.tsx';
import styles from '../import.module.css';
import { RefusedFile } from '../refused-file.tsx';
import { Counts } from './counts.tsx';
import { NotTaken } from './not-taken.tsx';
import { Questions } from './questions.tsx';

interface Props {
  id: string;
  plan: ImportPlan;
  onColumns: () => void;
}

/** What would happen, and the one button that lets it. */
export function Plan({ id, plan, onColumns }: Props) {
  const { w, number, when } = useWords();
  const start = useAct('imports.start');
  const again = useAct('imports.plan');
  const lacks = useLacksRole(plan.approval);
  const [answers, setAnswers] = useState(
    new Map(plan.options.answers.map(({ row, deviceSn }) => [row, deviceSn])),
  );
  const { counts } = plan;
  const changes = changesOf(counts);
  const keep = () =>
    saveFile(
      new Blob([JSON.stringify(plan, null, 2)], { type: 'application/json' }),
      `${plan.name}-plan.json`,
    );
  const planAgain = () =>
    again.run({
      id,
      options: {
        ...plan.options,
        answers: [...answers].map(([row, deviceSn]) => ({ row, deviceSn })),
      },
    });
  return (
    <>
      <Counts counts={counts} />
      <p className={styles.judged}>
        {w('import.judged', { count: number(counts.rows) })}{' '}
        {plan.cloudSeenAt === null
          ? w('import.cloudNever')
          : w('import.cloudSeen', { at: when(plan.cloudSeenAt) })}
      </p>
      {plan.drift > 0 && (
        <p className={styles.drift}>{w('import.drift', { count: number(plan.drift) })}</p>
      )}
      {plan.merged.rows > 0 && (
        <p className={styles.drift}>
          {w('import.merged', {
            rows: number(plan.merged.rows),
            ranges: plan.merged.ranges.slice(0, 6).join(', '),
          })}
          {plan.merged.ranges.length > 6 && ' …'}
        </p>
      )}
      {plan.broken && (
        <>
          <p className={styles.drift}>{w('import.broken')}</p>
          <ProblemNote problem={plan.broken} />
        </>
      )}
      <div className={styles.moves}>
        <Button
          size="xl"
          disabled={changes === 0 || lacks !== null}
          title={lacks ?? ''}
          loading={start.busy}
          leftSection={<IconCheck size={24} aria-hidden="true" />}
          onClick={() => void start.run({ id })}
        >
          {changes === 0 ? w('import.goNothing') : w('import.go', { count: number(changes) })}
        </Button>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconTable size={20} aria-hidden="true" />}
          onClick={onColumns}
        >
          {w('import.toColumns')}
        </Button>
        {notTaken(counts) > 0 && <RefusedFile id={id} />}
        <Button
          size="lg"
          variant="light"
          leftSection={<IconDownload size={20} aria-hidden="true" />}
          onClick={keep}
        >
          {w('import.planFile')}
        </Button>
      </div>
      {lacks && <p className="ink-warn">{lacks}</p>}
      <ProblemNote problem={start.problem ?? again.problem} />
      <Questions
        plan={plan}
        answers={answers}
        busy={again.busy}
        onAnswer={(row, deviceSn) => setAnswers(new Map(answers).set(row, deviceSn))}
        onAgain={() => void planAgain()}
      />
      <NotTaken groups={plan.groups} />
      <Repairs plan={plan} />
      <Changes plan={plan} />
    </>
  );
}

function Repairs({ plan: { repairs, counts } }: { plan: ImportPlan }) {
  const { w, number, explain } = useWords();
  if (repairs.length === 0) return null;
  return (
    <Card title={w('import.repairs')}>
      {counts.repaired > repairs.length && (
        <p className="ink-off">
          {w('import.repairsMore', {
            count: number(repairs.length),
            total: number(counts.repaired),
          })}
        </p>
      )}
      <ul className={styles.lines}>
        {repairs.map(({ row, column, before, after, whys }) => (
          <li key={`${row} ${column}`}>
            <span className={styles.place}>{w('import.cellAt', { row, column })}</span>
            <span>
              <del>{before}</del> → <ins>{after}</ins>
            </span>
            <span className="ink-off">{whys.map(explain).join(' ')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Changes({ plan: { changed, options } }: { plan: ImportPlan }) {
  const { w } = useWords();
  const { value: catalog } = useQuery('catalog.get', {});
  const nameOf = useTargetName(catalog, options.groupId);
  if (changed.length === 0) return null;
  const called = (what: string) =>
    nameOf(what === 'description' || what === 'batchTag' ? what : `masterData.${what}`);
  return (
    <Card title={w('import.changes')}>
      <ul className={styles.lines}>
        {changed.map(({ row, deviceSn, changes }) => (
          <li key={row}>
            <span className={styles.place}>{w('import.rowAt', { row })}</span>
            <code>{deviceSn}</code>
            <span>
              {changes.map(({ what, before, after }) => (
                <span key={what} className={styles.change}>
                  <b>{called(what)}</b> <del>{before || w('import.empty')}</del> →{' '}
                  <ins>{after}</ins>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
