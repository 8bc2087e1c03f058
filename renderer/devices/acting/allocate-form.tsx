import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Catalog } from '../../../shared/models/catalog.ts';
import type { Device } from '../../../shared/models/device.ts';
import { allocationChoices, toTarget } from '../../scan/start-form.ts';
import { useWords } from '../../words.tsx';
import { FormFrame } from './form-frame.tsx';
import type { Asked } from './names-of.ts';
import type { Acting } from './use-acting.ts';

export interface ActFormProps {
  catalog: Catalog;
  /** Of those that are described, as many as the list has. */
  devices: Device[];
  asked: Asked;
  acting: Acting;
}

/** Where the devices are given to. */
export function AllocateForm({ catalog, asked, acting }: ActFormProps) {
  const { w } = useWords();
  const choices = allocationChoices(catalog);
  const [place, setPlace] = useState('');
  const target = toTarget(place);
  return (
    <FormFrame
      acting={acting}
      ready={target !== null}
      onSubmit={() => target && void acting.propose({ action: 'allocate', devices: asked, target })}
    >
      <Select
        label={w('allocate.target')}
        placeholder={w(choices.length === 0 ? 'allocate.noPlace' : 'allocate.choose')}
        data={choices}
        value={place || null}
        onChange={(value) => setPlace(value ?? '')}
        allowDeselect={false}
        searchable={allocationChoices(catalog).length > 8}
        data-autofocus
      />
    </FormFrame>
  );
}
