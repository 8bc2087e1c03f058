import type { Catalog } from '../../shared/models/catalog.ts';
import { ValueField } from '../common/value-field.tsx';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';
import { asked, type StartForm } from './start-form.ts';

interface Props {
  catalog: Catalog;
  form: StartForm;
  onChange: (masterData: StartForm['masterData']) => void;
}

/** Master data that the group asks for at registration, once for all units of the batch. */
export function BatchValues({ catalog, form, onChange }: Props) {
  const { w } = useWords();
  const fields = asked(catalog, form);
  if (fields.length === 0) return null;
  const { groupId, masterData } = form;
  const give = (identifier: string, value: (typeof fields)[number]['value']) =>
    onChange({ ...masterData, [groupId]: { ...masterData[groupId], [identifier]: value } });
  return (
    <fieldset className={styles.values}>
      <legend>{w('start.values')}</legend>
      {fields.map(({ datum, value }) => (
        <ValueField
          key={datum.identifier}
          datum={datum}
          value={value}
          onChange={(next) => give(datum.identifier, next)}
          required
        />
      ))}
    </fieldset>
  );
}
