import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Choice } from '../../common/choice.tsx';
import { useWords } from '../../words.tsx';
import { blankPart, mostParts, namesIn, type PartDraft, partKinds } from '../draft/rule-parts.ts';
import { SelectField, TextField } from '../editor/fields.tsx';
import { FormPart } from '../editor/form.tsx';
import styles from '../groups.module.css';

interface Props {
  pattern: string;
  parts: PartDraft[];
  change: (parts: PartDraft[]) => void;
}

/** What the parts have to be that the pattern names. */
export function RulePartsForm({ pattern, parts, change }: Props) {
  const { w } = useWords();
  const names = namesIn(pattern);
  const put = (index: number, part: Partial<PartDraft>) =>
    change(parts.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const unused = names.find((name) => !parts.some((part) => part.name === name)) ?? names[0];
  return (
    <fieldset className={styles.parts}>
      <legend>{w('rule.parts')}</legend>
      <p className={styles.none}>{w(names.length === 0 ? 'rule.parts.none' : 'rule.parts.hint')}</p>
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a part that is being typed has no other name yet
        <FormPart key={index} path={`parts.${index}`}>
          <div className={styles.part}>
            <div className={styles.partHead}>
              <SelectField
                path="name"
                label={w('part.name')}
                value={part.name}
                data={[...new Set([...names, part.name])].map((value) => ({ value, label: value }))}
                onChange={(name) => put(index, { name })}
              />
              <Button
                variant="default"
                aria-label={w('part.remove', { name: part.name })}
                onClick={() => change(parts.filter((_, at) => at !== index))}
              >
                {w('data.remove')}
              </Button>
            </div>
            <Choice
              label={w('part.kind')}
              value={part.kind}
              data={partKinds.map((value) => ({ value, label: w(`part.kind.${value}`) }))}
              onChange={(kind) => put(index, { kind })}
            />
            <PartFields part={part} put={(fields) => put(index, fields)} />
          </div>
        </FormPart>
      ))}
      {unused !== undefined && parts.length < mostParts && (
        <Button
          variant="light"
          className={styles.start ?? ''}
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => change([...parts, blankPart(unused)])}
        >
          {w('part.add')}
        </Button>
      )}
    </fieldset>
  );
}

function PartFields({ part, put }: { part: PartDraft; put: (change: Partial<PartDraft>) => void }) {
  const { w } = useWords();
  const field = (name: Exclude<keyof PartDraft, 'kind' | 'name'>, hint = false) => (
    <TextField
      path={name}
      label={w(`part.${name}`)}
      {...(hint && { hint: w(`part.${name as 'values'}.hint`) })}
      value={part[name]}
      mono
      onChange={(value) => put({ [name]: value })}
    />
  );
  switch (part.kind) {
    case 'values':
      return field('values', true);
    case 'range':
      return (
        <div className={styles.two}>
          {field('min')}
          {field('max')}
        </div>
      );
    case 'date':
      return (
        <>
          <div className={styles.two}>
            {field('form', true)}
            {field('notBefore', true)}
          </div>
          <div className={styles.two}>
            {field('maxAgeDays', true)}
            {field('maxAheadDays', true)}
          </div>
        </>
      );
    case 'equals':
      return field('equals', true);
  }
}
