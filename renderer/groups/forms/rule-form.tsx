import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Catalog } from '../../../shared/models/catalog.ts';
import { checkDigits } from '../../../shared/models/check-digits.ts';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import { checkOf, type RuleDraft, type RuleOf, tryRule } from '../draft/rule.ts';
import { SelectField, SwitchField, TextField } from '../editor/fields.tsx';
import { FormPart } from '../editor/form.tsx';
import styles from '../groups.module.css';
import { RulePartsForm } from './rule-parts-form.tsx';
import { RuleBesideOthers, RuleExamples, RuleOnReads } from './rule-trial.tsx';

interface Props {
  rule: RuleDraft;
  of: RuleOf;
  groups: Catalog['registrationGroups'];
  change: (part: Partial<RuleDraft>) => void;
}

/** What a device SN must look like, with a place to try one before a line does. */
export function RuleForm({ rule, of, groups, change }: Props) {
  const { w } = useWords();
  return (
    <FormPart path="rule">
      <p className={styles.none}>{w('rule.hint')}</p>
      <div className={styles.below}>
        <TextField
          path="characters"
          label={w('rule.characters')}
          hint={w('rule.characters.hint')}
          value={rule.characters}
          mono
          onChange={(characters) => change({ characters })}
        />
        <SwitchField
          label={w('rule.noAmbiguous')}
          hint={w('rule.noAmbiguous.hint')}
          checked={rule.noAmbiguous}
          onChange={(noAmbiguous) => change({ noAmbiguous })}
        />
        <div className={styles.two}>
          <TextField
            path="min"
            label={w('rule.min')}
            value={rule.min}
            mono
            onChange={(min) => change({ min })}
          />
          <TextField
            path="max"
            label={w('rule.max')}
            value={rule.max}
            mono
            onChange={(max) => change({ max })}
          />
        </div>
        <TextField
          path="pattern"
          label={w('rule.pattern')}
          hint={w('rule.pattern.hint')}
          value={rule.pattern}
          mono
          onChange={(pattern) => change({ pattern })}
        />
        <SelectField
          path="checkDigit"
          label={w('rule.checkDigit')}
          value={rule.checkDigit}
          data={checkDigits.map((value) => ({ value, label: w(`checkDigit.${value}`) }))}
          onChange={(chosen) => {
            const checkDigit = checkDigits.find((each) => each === chosen);
            if (checkDigit) change({ checkDigit });
          }}
        />
        {rule.checkDigit === 'luhnModN' && (
          <TextField
            path="checkCharacters"
            label={w('rule.checkCharacters')}
            hint={w('rule.checkCharacters.hint')}
            value={rule.checkCharacters}
            mono
            onChange={(checkCharacters) => change({ checkCharacters })}
          />
        )}
        <RulePartsForm
          pattern={rule.pattern}
          parts={rule.parts}
          change={(parts) => change({ parts })}
        />
        <RuleExamples rule={rule} of={of} change={change} />
        <TryRule rule={rule} of={of} />
        <RuleOnReads rule={rule} of={of} />
        <RuleBesideOthers rule={rule} of={of} groups={groups} />
      </div>
    </FormPart>
  );
}

function TryRule({ rule, of }: { rule: RuleDraft; of: RuleOf }) {
  const { w, sentence } = useWords();
  const [sample, setSample] = useState('');
  const { groupId, modelId } = of;
  const check = useMemo(
    () => checkOf(rule, { groupId, modelId }, Date.now),
    [rule, groupId, modelId],
  );
  const said = tryRule(check, sample);
  return (
    <div className={styles.try}>
      <TextInput
        label={w('rule.try')}
        description={w('rule.try.hint')}
        value={sample}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'mono' }}
        onChange={(event) => setSample(event.currentTarget.value)}
      />
      <output className={styles.said}>
        {said === 'fits' && (
          <>
            <Shape kind="ok" className="ink-ok" /> {w('rule.fits')}
          </>
        )}
        {typeof said === 'object' && (
          <>
            <Shape kind="bad" className="ink-bad" /> {sentence(said)}
          </>
        )}
        {said === 'unasked' && check === null && sample !== '' && w('rule.broken')}
      </output>
    </div>
  );
}
