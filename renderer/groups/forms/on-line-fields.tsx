import { Radio } from '@mantine/core';
import { reprovisionMethods } from '../../../shared/models/catalog.ts';
import { useWords } from '../../words.tsx';
import { SwitchField } from '../editor/fields.tsx';
import styles from '../groups.module.css';
import type { FormProps } from './form-props.ts';

/** Each choice says what it means for a device. */
export function OnLineFields({ draft, change }: FormProps<'registrationGroup'>) {
  const { w } = useWords();
  return (
    <div className={styles.below}>
      <Radio.Group
        label={w('field.reprovisionMethod')}
        value={draft.reprovisionMethod}
        onChange={(value) => {
          const reprovisionMethod = reprovisionMethods.find((each) => each === value);
          if (reprovisionMethod) change({ reprovisionMethod });
        }}
      >
        <div className={styles.methods}>
          {reprovisionMethods.map((method) => (
            <Radio
              key={method}
              value={method}
              size="md"
              label={w(`reprovision.${method}`)}
              description={w(`reprovision.${method}.hint`)}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={styles.two}>
        <SwitchField
          label={w('field.autoActivation')}
          hint={w('field.autoActivation.hint')}
          checked={draft.autoActivation}
          onChange={(autoActivation) => change({ autoActivation })}
        />
        <SwitchField
          label={w('field.autoRegistration')}
          hint={w('field.autoRegistration.hint')}
          checked={draft.autoRegistration}
          onChange={(autoRegistration) => change({ autoRegistration })}
        />
      </div>
    </div>
  );
}
