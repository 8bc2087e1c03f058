import { Select } from '@mantine/core';
import { useState } from 'react';
import { nameIn } from '../../../shared/names.ts';
import { Chip } from '../../common/chip.tsx';
import { allocationChoices, toTarget } from '../../scan/start-form.ts';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import type { ActFormProps } from './allocate-form.tsx';
import { FormFrame } from './form-frame.tsx';
import { type GroupMethod, methodsOf } from './methods.ts';

const nobody = '-';

/** Where they go next, and what the method of each group does to them on the way. */
export function ReprovisionForm({ catalog, devices, asked, acting }: ActFormProps) {
  const { w, number, language } = useWords();
  const [place, setPlace] = useState('');
  const target = place === nobody ? null : toTarget(place);
  const methods = methodsOf(catalog, devices);
  return (
    <FormFrame
      acting={acting}
      ready={place !== ''}
      onSubmit={() => void acting.propose({ action: 'reprovision', devices: asked, target })}
    >
      <Select
        label={w('allocate.target')}
        placeholder={w('allocate.choose')}
        description={place === nobody ? w('move.noneHint') : '\u00a0'}
        data={[{ value: nobody, label: w('move.none') }, ...allocationChoices(catalog)]}
        value={place || null}
        onChange={(value) => setPlace(value ?? '')}
        allowDeselect={false}
        searchable={allocationChoices(catalog).length > 8}
        data-autofocus
      />
      <section className={styles.part}>
        <h3>{w('move.groups')}</h3>
        <ul className={styles.methods}>
          {methods.map((one) => (
            <li key={one.groupId}>
              <b>{Array.isArray(asked) ? number(one.devices) : ''}</b>
              <span>
                {one.group ? nameIn(one.group, language) : one.groupId}
                <span className={styles.samples}>{one.groupId}</span>
              </span>
              <Method of={one} />
            </li>
          ))}
        </ul>
        {!Array.isArray(asked) && <p className="ink-off">{w('move.some')}</p>}
        <p className="ink-off">{w('move.always')}</p>
      </section>
    </FormFrame>
  );
}

function Method({ of }: { of: GroupMethod }) {
  const { w } = useWords();
  switch (of.method) {
    case 'migrate':
      return <Chip kind="ok">{w('reprovision.migrate')}</Chip>;
    case 'initialize':
      return <Chip kind="warn">{w('reprovision.initialize')}</Chip>;
    case 'private':
      return <Chip kind="off">{w('move.private')}</Chip>;
    case 'none':
      return <Chip kind="off">{w('move.refused')}</Chip>;
  }
}
