import { MultiSelect, Select, Switch } from '@mantine/core';
import { fieldNames } from '../../../../shared/labels/fields.ts';
import type { PayloadSpec } from '../../../../shared/models/label-design.ts';
import { useWords } from '../../../words.tsx';
import { type PayloadText, payloadKinds, payloadTexts, startOf } from '../model/payloads.ts';
import { FieldText } from './field-text.tsx';

interface Props {
  payload: PayloadSpec;
  masterData: readonly string[];
  onChange: (payload: PayloadSpec) => void;
  onRest: () => void;
}

/** What a code says. */
export function PayloadFields({ payload, masterData, onChange, onRest }: Props) {
  const { w } = useWords();
  const texts = Object.entries(payloadTexts[payload.kind]) as [PayloadText, number][];
  return (
    <>
      <Select
        label={w('design.payload')}
        data={payloadKinds.map((kind) => ({ value: kind, label: w(`design.payload.${kind}`) }))}
        value={payload.kind}
        allowDeselect={false}
        onChange={(value) => {
          const kind = payloadKinds.find((each) => each === value);
          if (kind && kind !== payload.kind) onChange(startOf(kind));
        }}
      />
      {texts.map(([name, max]) => (
        <FieldText
          key={`${payload.kind} ${name}`}
          label={w(`design.part.${name}`)}
          value={String(Reflect.get(payload, name) ?? '')}
          max={max}
          masterData={masterData}
          onChange={(text) => onChange({ ...payload, [name]: text } as PayloadSpec)}
          onRest={onRest}
        />
      ))}
      {payload.kind === 'json' && (
        <MultiSelect
          label={w('design.jsonFields')}
          data={[
            ...fieldNames.map((name) => ({
              value: name as string,
              label: w(`design.field.${name}`),
            })),
            ...masterData.map((name) => ({ value: `masterData.${name}`, label: name })),
          ]}
          value={payload.fields}
          maxValues={12}
          onChange={(fields) => fields.length > 0 && onChange({ ...payload, fields })}
        />
      )}
      {payload.kind === 'lorawan' && (
        <Switch
          label={w('design.checksum')}
          checked={payload.checksum}
          onChange={(event) => onChange({ ...payload, checksum: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
