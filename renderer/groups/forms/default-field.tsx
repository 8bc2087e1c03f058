import { useWords } from '../../words.tsx';
import { type DatumDraft, itemsOf } from '../draft/datum.ts';
import { localesOf } from '../draft/texts.ts';
import { SelectField, TextField } from '../editor/fields.tsx';
import { languageName } from '../editor/text-fields.tsx';

interface Props {
  draft: DatumDraft;
  change: (part: Partial<DatumDraft>) => void;
}

/** The input that fits the type. What does not fit it any more stays in sight to be put right. */
export function DefaultField({ draft, change }: Props) {
  const { w } = useWords();
  const { type, defaultIn } = draft;
  const common = {
    path: 'default',
    label: w('field.default'),
    hint: w(type === 'Date' ? 'field.default.date' : 'field.default.hint'),
    value: draft.default,
    onChange: (value: string) => change({ default: value }),
  };
  if (type === 'Boolean' || type === 'Enum') {
    const known =
      type === 'Enum'
        ? itemsOf(draft).map((item) => ({ value: item, label: item }))
        : ['true', 'false'].map((value) => ({
            value,
            label: w(value === 'true' ? 'yes' : 'no'),
          }));
    const choices = [{ value: '', label: w('field.default.none') }, ...distinct(known)];
    const strange = draft.default !== '' && !known.some(({ value }) => value === draft.default);
    return (
      <SelectField
        {...common}
        data={strange ? [...choices, { value: draft.default, label: draft.default }] : choices}
      />
    );
  }
  if (type !== 'StringI18n') return <TextField {...common} mono={type !== 'String'} />;
  return (
    <>
      <TextField {...common} />
      {localesOf(defaultIn).map((locale) => (
        <TextField
          key={locale}
          path={`defaultIn.${locale}`}
          label={w('field.defaultIn', { language: languageName(locale) })}
          value={defaultIn[locale] ?? ''}
          onChange={(text) => change({ defaultIn: { ...defaultIn, [locale]: text } })}
        />
      ))}
    </>
  );
}

/** A list of choices may not hold one twice, even while somebody types one that is there already. */
const distinct = (choices: { value: string; label: string }[]) => [
  ...new Map(choices.map((choice) => [choice.value, choice])).values(),
];
