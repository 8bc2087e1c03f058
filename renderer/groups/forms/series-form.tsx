import type { Catalog } from '../../../shared/models/catalog.ts';
import { checkDigits } from '../../../shared/models/check-digits.ts';
import { seriesResets } from '../../../shared/models/series.ts';
import { useWords } from '../../words.tsx';
import type { RuleDraft, RuleOf } from '../draft/rule.ts';
import type { SeriesDraft } from '../draft/series.ts';
import { SelectField, SwitchField, TextField } from '../editor/fields.tsx';
import { FormPart } from '../editor/form.tsx';
import styles from '../groups.module.css';
import { SeriesPartsForm } from './series-parts-form.tsx';
import { SeriesTrial } from './series-trial.tsx';

interface Props {
  series: SeriesDraft;
  rule: RuleDraft;
  of: RuleOf;
  groups: Catalog['registrationGroups'];
  change: (part: Partial<SeriesDraft>) => void;
}

/** How stations make the SNs of the group, with the SNs that come of it in sight while it is typed. */
export function SeriesForm({ series, rule, of, groups, change }: Props) {
  const { w } = useWords();
  const number = (name: 'width' | 'first' | 'last' | 'step', hint = false) => (
    <TextField
      path={name}
      label={w(`series.${name}`)}
      {...(hint && { hint: w(`series.${name as 'last'}.hint`) })}
      value={series[name]}
      mono
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <FormPart path="series">
      <div className={styles.below}>
        <SwitchField
          label={w('series.on')}
          hint={w('series.on.hint')}
          checked={series.on}
          onChange={(on) => change({ on })}
        />
        {series.on && (
          <>
            <SeriesPartsForm parts={series.parts} change={(parts) => change({ parts })} />
            <div className={styles.two}>
              {number('width', true)}
              <TextField
                path="alphabet"
                label={w('series.alphabet')}
                hint={w('series.alphabet.hint')}
                value={series.alphabet}
                mono
                onChange={(alphabet) => change({ alphabet })}
              />
            </div>
            <div className={styles.three}>
              {number('first')}
              {number('last', true)}
              {number('step')}
            </div>
            <div className={styles.two}>
              <SelectField
                path="reset"
                label={w('series.reset')}
                value={series.reset}
                data={seriesResets.map((value) => ({ value, label: w(`series.reset.${value}`) }))}
                onChange={(chosen) => {
                  const reset = seriesResets.find((each) => each === chosen);
                  if (reset) change({ reset });
                }}
              />
              <SelectField
                path="checkDigit"
                label={w('rule.checkDigit')}
                hint={w('series.checkDigit.hint')}
                value={series.checkDigit}
                data={checkDigits.map((value) => ({ value, label: w(`checkDigit.${value}`) }))}
                onChange={(chosen) => {
                  const checkDigit = checkDigits.find((each) => each === chosen);
                  if (checkDigit) change({ checkDigit });
                }}
              />
            </div>
            {series.checkDigit === 'luhnModN' && (
              <TextField
                path="checkCharacters"
                label={w('rule.checkCharacters')}
                hint={w('rule.checkCharacters.hint')}
                value={series.checkCharacters}
                mono
                onChange={(checkCharacters) => change({ checkCharacters })}
              />
            )}
            <SeriesTrial series={series} rule={rule} of={of} groups={groups} />
          </>
        )}
      </div>
    </FormPart>
  );
}
