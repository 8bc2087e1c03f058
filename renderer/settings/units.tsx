import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Unit, UnitState } from '../../shared/models/unit.ts';
import { usbName } from '../../shared/units/usb-serial.ts';
import { useAct } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { PortButtons } from './port-buttons.tsx';
import styles from './settings.module.css';
import { draftOf, emptyUnit } from './unit-draft.ts';
import { UnitForm } from './unit-form.tsx';

export const unitName = (unit: Unit): string => (unit.kind === 'uart' ? unit.path : usbName(unit));

/** Places where the units themselves are read: over a cable, or by USB. */
export function Units() {
  const { w } = useWords();
  const { units, scanners } = useStationState();
  const add = useAct('units.add');
  const remove = useAct('units.remove');
  const paths = (except?: string) => [
    ...scanners.map(({ path }) => path),
    ...units.flatMap(({ unit }) => (unit.kind === 'uart' && unit.id !== except ? [unit.path] : [])),
  ];
  return (
    <>
      <Card title={w('units.title')}>
        <p className="ink-off">{w('units.what')}</p>
        <ul className={styles.scanners}>
          {units.map((state) => (
            <LiveUnit
              key={state.unit.id}
              state={state}
              others={paths(state.unit.id)}
              onRemove={() => void remove.run({ id: state.unit.id })}
            />
          ))}
        </ul>
        <ProblemNote problem={remove.problem} />
      </Card>
      <Card title={w('units.add')}>
        <UnitForm
          start={emptyUnit}
          taken={paths()}
          onSave={async (wish) => (await add.run(wish)) !== undefined}
        >
          <Button
            type="submit"
            loading={add.busy}
            leftSection={<IconPlus size={20} aria-hidden="true" />}
          >
            {w('units.add')}
          </Button>
        </UnitForm>
        <ProblemNote problem={add.problem} />
      </Card>
    </>
  );
}

function LiveUnit({
  state,
  others,
  onRemove,
}: {
  state: UnitState;
  others: string[];
  onRemove: () => void;
}) {
  const { w, when, sentence } = useWords();
  const [changing, setChanging] = useState(false);
  const change = useAct('units.change');
  const { unit, problem } = state;
  const { id } = unit;
  const name = unitName(unit);
  return (
    <li className={styles.scanner}>
      <div className={styles.scannerHead}>
        <strong className="mono">{name}</strong>
        <Chip kind={state.asking ? 'busy' : state.connected ? 'ok' : 'off'}>
          {w(
            state.asking
              ? 'units.asking'
              : state.connected
                ? 'scanners.connected'
                : 'scanners.away',
          )}
        </Chip>
        <span className="ink-off">
          {unit.kind === 'usb'
            ? w('source.usb')
            : `${unit.path.startsWith('tcp:') ? '' : `${unit.baudRate} Bd · `}${w(`units.begins.${unit.begins.kind}`)}`}
        </span>
        <PortButtons name={name} changing={changing} onChange={setChanging} onRemove={onRemove} />
      </div>
      {problem && (
        <p className="ink-bad">
          {sentence(problem)} <code>{problem.code}</code>
        </p>
      )}
      <div className={styles.live}>
        <span className={styles.liveName}>{w('units.last')}</span>
        {state.lastSn === null ? (
          <span className="ink-off">{w('units.none')}</span>
        ) : (
          <output key={state.lastAt} className={`mono ${styles.liveText}`}>
            {state.lastSn}
          </output>
        )}
        <span className={styles.liveMore}>{state.lastAt !== null && when(state.lastAt)}</span>
      </div>
      {changing && (
        <UnitForm
          start={draftOf(unit)}
          taken={others}
          onSave={async (wish) => {
            if (await change.run({ ...wish, id })) setChanging(false);
            return false;
          }}
        >
          <Button type="submit" loading={change.busy}>
            {w('scanners.save')}
          </Button>
          <Button variant="default" onClick={() => setChanging(false)}>
            {w('scanners.leave')}
          </Button>
        </UnitForm>
      )}
      {changing && <ProblemNote problem={change.problem} />}
    </li>
  );
}
