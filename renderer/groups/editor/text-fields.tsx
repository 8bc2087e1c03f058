import { useWords } from '../../words.tsx';
import { localesOf, type Texts } from '../draft/texts.ts';
import styles from '../groups.module.css';
import { TextField } from './fields.tsx';

interface Props {
  texts: Texts;
  change: (part: Partial<Texts>) => void;
}

/** Each language by its own name; one that is only known by its code, by that. */
export const languageName = (locale: string): string => (locale === 'zh-CN' ? '简体中文' : locale);

/** Name and description, and both in the other languages. */
export function TextFields({ texts, change }: Props) {
  const { w } = useWords();
  return (
    <div className={styles.two}>
      <TextField
        path="name"
        label={w('field.name')}
        value={texts.name}
        required
        onChange={(name) => change({ name })}
      />
      {localesOf(texts.names).map((locale) => (
        <TextField
          key={locale}
          path={`names.${locale}`}
          label={w('field.nameIn', { language: languageName(locale) })}
          value={texts.names[locale] ?? ''}
          onChange={(text) => change({ names: { ...texts.names, [locale]: text } })}
        />
      ))}
      <TextField
        path="description"
        label={w('field.description')}
        value={texts.description}
        rows={1}
        onChange={(description) => change({ description })}
      />
      {localesOf(texts.descriptions).map((locale) => (
        <TextField
          key={locale}
          path={`descriptions.${locale}`}
          label={w('field.descriptionIn', { language: languageName(locale) })}
          value={texts.descriptions[locale] ?? ''}
          rows={1}
          onChange={(text) => change({ descriptions: { ...texts.descriptions, [locale]: text } })}
        />
      ))}
    </div>
  );
}
