import { Radio } from '@mantine/core';
import type { TemplateInfo } from '../../shared/models/label.ts';
import { useWords } from '../words.tsx';
import styles from './labels.module.css';

interface Props {
  templates: TemplateInfo[];
  chosen: string;
  onChoose: (id: string) => void;
}

/** Papers to choose from, each with a drawing in proportion, since nobody knows paper by its name. */
export function TemplatePicker({ templates, chosen, onChoose }: Props) {
  const { w, number } = useWords();
  return (
    <Radio.Group label={w('start.template')} value={chosen} onChange={onChoose}>
      <div className={styles.templates}>
        {templates.map((template) => (
          <Radio.Card key={template.id} value={template.id} className={styles.template ?? ''}>
            <Drawing template={template} />
            <span>
              <strong>{template.name}</strong>
              <br />
              {w('labels.size', {
                width: number(template.width),
                height: number(template.height),
              })}
              {template.perPage > 1 &&
                ` · ${w('labels.perPage', { count: number(template.perPage) })}`}
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

const drawn = 64;

/** One label to scale, a code on the left of it; on a sheet, its neighbours hinted at. */
function Drawing({ template: { width, height, perPage } }: { template: TemplateInfo }) {
  const scale = drawn / Math.max(width, height * 1.4);
  const [x, y] = [width * scale, height * scale];
  const code = y * 0.62;
  return (
    <svg width={drawn + 8} height={52} aria-hidden="true" className={styles.drawing}>
      {perPage > 1 && (
        <path d={`M8 ${(52 - y) / 2 - 4}h${x}M8 ${(52 + y) / 2 + 4}h${x}`} strokeDasharray="3 3" />
      )}
      <rect x="4" y={(52 - y) / 2} width={x} height={y} rx="3" />
      <rect x="10" y={(52 - code) / 2} width={code} height={code} className={styles.code} />
      <path
        d={`M${16 + code} ${26 - code * 0.2}h${x * 0.34}M${16 + code} ${26 + code * 0.2}h${x * 0.24}`}
      />
    </svg>
  );
}
