import type { LabelElement } from '../../../../shared/models/label-design.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { change } from '../model/document.ts';
import type { Work } from '../use-design.ts';
import { NumberField } from './number-field.tsx';

/** Where an element stands and how large it is, in millimetres. */
export function PlaceFields({ element, work }: { element: LabelElement; work: Work }) {
  const { w } = useWords();
  const { width, height } = work.design.paper.label;
  const limits = { x: width, y: height, width, height };
  return (
    <div className={styles.two}>
      {(['x', 'y', 'width', 'height'] as const).map((name) => (
        <NumberField
          key={`${element.id} ${name}`}
          label={w(`design.${name}`)}
          value={element[name]}
          min={0}
          max={limits[name]}
          onChange={(value) =>
            work.act(
              (design) => change(design, element.id, { [name]: value }),
              `${name} ${element.id}`,
            )
          }
          onRest={work.over}
        />
      ))}
    </div>
  );
}
