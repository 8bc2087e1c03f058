import { Button } from '@mantine/core';
import type { LabelDesign } from '../../../../shared/models/label-design.ts';
import type { CodeSurvival } from '../../../../shared/models/survival.ts';
import { useWords } from '../../../words.tsx';
import { change, elementOf } from '../model/document.ts';
import { Grade, percentOf } from './grade.tsx';
import styles from './survival.module.css';

interface Props {
  code: CodeSurvival;
  design: LabelDesign;
  /** What would do better was looked for. */
  sought: boolean;
  onUse: (apply: (design: LabelDesign) => LabelDesign) => void;
}

export function CodeReport({ code, design, sought, onUse }: Props) {
  const { w } = useWords();
  const element = elementOf(design, code.element);
  const name = element ? w(`design.kind.${element.kind}`) : w('survive.code');
  return (
    <section className={styles.code} aria-label={name}>
      <h3>
        {name}
        <Grade scans={code} />
      </h3>
      <table className={styles.kinds}>
        <tbody>
          {code.kinds.map(({ kind, ...scans }) => (
            <tr key={kind}>
              <th scope="row">{w(`survive.kind.${kind}`)}</th>
              <td>{w('survive.readOf', scans)}</td>
              <td>
                <Grade scans={scans} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sought && element && <Stronger code={code} element={element} onUse={onUse} />}
    </section>
  );
}

function Stronger({
  code: { stronger, ...before },
  element,
  onUse,
}: Pick<Props, 'code' | 'onUse'> & { element: LabelDesign['elements'][number] }) {
  const { w, number } = useWords();
  if (!stronger) return <p className={styles.fine}>{w('survive.best')}</p>;
  const { level, x, y, width, height } = stronger;
  const newLevel = element.kind === 'qr' && level !== element.level ? level : null;
  const size = { width: number(width), height: number(height) };
  const apply = (now: LabelDesign) =>
    change(now, element.id, { x, y, width, height, ...(level === null ? {} : { level }) });
  return (
    <div className={styles.stronger}>
      <span>
        {newLevel ? w('survive.levelAt', { ...size, level: newLevel }) : w('survive.sizeAt', size)}{' '}
        <strong>
          {w('survive.instead', {
            percent: number(percentOf(stronger)),
            before: number(percentOf(before)),
          })}
        </strong>
      </span>
      <Button onClick={() => onUse(apply)}>{w('survive.use')}</Button>
    </div>
  );
}
