import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { checkDigits } from '../../../shared/models/catalog.ts';
import { Choice } from '../../common/choice.tsx';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import { type RuleDraft, ruleFaults, tryRule } from '../draft/rule.ts';
import { TextField } from '../editor/fields.tsx';
import { FormPart } from '../editor/form.tsx';
import styles from '../groups.module.css';

interface Props {
  rule: RuleDraft;
  change: (part: Partial<RuleDraft>) => void;
}

/** What a device SN must look like, with a place to try one before a line does. */
export function RuleForm({ rule, change }: Props) {
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
        <Choice
          label={w('rule.checkDigit')}
          value={rule.checkDigit}
          data={checkDigits.map((value) => ({ value, label: w(`checkDigit.${value}`) }))}
          onChange={(checkDigit) => change({ checkDigit })}
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
        <TryRule rule={rule} />
      </div>
    </FormPart>
  );
}

function TryRule({ rule }: { rule: RuleDraft }) {
  const { w, sentence } = useWords();
  const [sample, setSample] = useState('');
  const said = tryRule(rule, sample);
  const broken = Object.keys(ruleFaults(rule)).length > 0;
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
        {said === 'unasked' && broken && sample !== '' && w('rule.broken')}
      </output>
    </div>
  );
}
