import type { MasterDatum } from '../../../shared/models/catalog.ts';
import { masterDataTypes } from '../../../shared/models/catalog.ts';
import { useWords } from '../../words.tsx';
import { askFor, type DatumDraft, isAskedFor } from '../draft/datum.ts';
import { IdentifierField, SelectField, SwitchField, TextField } from '../editor/fields.tsx';
import { TextFields } from '../editor/text-fields.tsx';
import styles from '../groups.module.css';
import { DefaultField } from './default-field.tsx';

interface Props {
  draft: DatumDraft;
  made: boolean;
  change: (part: Partial<DatumDraft>) => void;
}

const numeric = new Set<MasterDatum['type']>(['Integer', 'Double']);

/** One master datum: what depends on its type appears with it. */
export function DatumForm({ draft, made, change }: Props) {
  const { w } = useWords();
  const { type } = draft;
  return (
    <div className={styles.below}>
      <div className={styles.two}>
        <IdentifierField
          path="identifier"
          label={w('field.identifier')}
          value={draft.identifier}
          made={made}
          onChange={(identifier) => change({ identifier })}
        />
        <SelectField
          path="type"
          label={w('field.type')}
          value={type}
          data={masterDataTypes.map((each) => ({ value: each, label: w(`type.${each}`) }))}
          onChange={(value) =>
            change({ type: masterDataTypes.find((each) => each === value) ?? type })
          }
        />
      </div>
      <TextFields texts={draft} change={change} />
      <div className={styles.two}>
        {type === 'Enum' && (
          <TextField
            path="items"
            label={w('field.items')}
            hint={w('field.items.hint')}
            value={draft.items}
            rows={3}
            mono
            required
            onChange={(items) => change({ items })}
          />
        )}
        {type === 'String' && (
          <TextField
            path="maxLength"
            label={w('field.maxLength')}
            hint={w('field.maxLength.hint')}
            value={draft.maxLength}
            mono
            onChange={(maxLength) => change({ maxLength })}
          />
        )}
        <DefaultField draft={draft} change={change} />
        {(numeric.has(type) || draft.unit !== '') && (
          <TextField
            path="unit"
            label={w('field.unit')}
            hint="kW, °C, …"
            value={draft.unit}
            onChange={(unit) => change({ unit })}
          />
        )}
      </div>
      <div className={styles.two}>
        <SwitchField
          label={w('field.required')}
          hint={w('field.required.hint')}
          checked={draft.required}
          onChange={(required) => change({ required })}
        />
        <SwitchField
          label={w('field.asked')}
          hint={w('field.asked.hint')}
          checked={isAskedFor(draft)}
          onChange={(asked) => change(askFor(draft, asked))}
        />
      </div>
    </div>
  );
}
