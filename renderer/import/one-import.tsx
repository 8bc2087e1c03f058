import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportState } from '../../shared/models/import.ts';
import { useQuery } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { addressOf } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { Columns } from './columns/columns.tsx';
import { Deed } from './deed.tsx';
import styles from './import.module.css';
import { Plan } from './plan/plan.tsx';
import { ProgressOf } from './progress.tsx';
import { shapeOfImport } from './shapes.ts';

const overStates = new Set<ImportState>(['cancelled', 'done', 'undoing', 'undone']);

/** One file by how far it is: columns to choose, a plan to read, or rows on their way. */
export function OneImport({ id }: { id: string }) {
  const { w, bytes } = useWords();
  const { imports } = useStationState();
  const live = imports.find((one) => one.id === id);
  const { value, problem } = useQuery('imports.get', { id }, live?.state);
  const [choosing, setChoosing] = useState(false);
  const info = live ?? value?.info;
  const plan = value?.plan ?? null;
  const inHand = info?.state === 'open' || info?.state === 'planned' || info?.state === 'planning';
  return (
    <Page
      arrives
      title={info?.name ?? w('import.title')}
      hint={info ? bytes(info.bytes) : ' '}
      actions={
        <>
          {info && <Chip kind={shapeOfImport(info)}>{w(`import.${info.state}`)}</Chip>}
          <Button
            component="a"
            href={addressOf('import')}
            variant="default"
            leftSection={<IconArrowLeft size={20} aria-hidden="true" />}
          >
            {w('import.back')}
          </Button>
        </>
      }
    >
      <div className={styles.scroll}>
        {!info && <ProblemNote problem={problem} />}
        {info && <ProblemNote problem={info.problem} />}
        {info && inHand && (choosing || info.state === 'open') && (
          <Columns id={id} before={plan?.options ?? null} onPlan={() => setChoosing(false)} />
        )}
        {info?.state === 'planning' && !choosing && <ProgressOf info={info} />}
        {info?.state === 'planned' && plan && !choosing && (
          <Plan id={id} plan={plan} onColumns={() => setChoosing(true)} />
        )}
        {info && !inHand && <ProgressOf info={info} />}
        {info && overStates.has(info.state) && value?.deed && <Deed deed={value.deed} />}
      </div>
    </Page>
  );
}
