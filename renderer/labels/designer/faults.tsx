import { Button } from '@mantine/core';
import type { DesignFault } from '../../../shared/models/template.ts';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import styles from './designer.module.css';
import { elementOf } from './model/document.ts';
import { fixesOf } from './model/fixes.ts';
import type { Work } from './use-design.ts';
import type { Drawn } from './use-drawn.ts';

/** What is wrong with the label as it is shown, with the way to it and, where there is one, the way out. */
export function Faults({ work, drawn }: { work: Work; drawn: Drawn | null }) {
  const { w, sentence } = useWords();
  if (!drawn) return null;
  const faults = faultsOf(drawn);
  if (faults.length === 0) {
    return (
      <p className={styles.fine}>
        <Shape kind="ok" className="ink-ok" /> {w('design.fine')}
      </p>
    );
  }
  return (
    <ul className={styles.faults} aria-label={w('design.faults')}>
      {faults.map((fault) => {
        const element = elementOf(work.design, fault.element);
        const fixes = fixesOf(fault, work.design);
        return (
          <li key={`${fault.element} ${fault.problem.code}`}>
            <Shape
              kind={fault.weight === 'refused' ? 'bad' : 'pause'}
              className={fault.weight === 'refused' ? 'ink-bad' : 'ink-warn'}
            />
            <span>
              {element && <strong>{w(`design.kind.${element.kind}`)}: </strong>}
              {fault.longest && `${w('design.longest')} `}
              {sentence(fault.problem)}
            </span>
            <div className={styles.ways}>
              {element && element.id !== work.selected?.id && (
                <Button variant="default" size="sm" onClick={() => work.select(element.id)}>
                  {w('design.show')}
                </Button>
              )}
              {fixes.map(({ word, params, apply }, place) => (
                <Button
                  key={word}
                  size="sm"
                  px={14}
                  variant={place === 0 ? 'filled' : 'default'}
                  onClick={() => work.act(apply)}
                >
                  {w(word, params)}
                </Button>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Of the design, and what kept an element from being drawn; each once. */
function faultsOf({ label }: Drawn): DesignFault[] {
  const told = label.faults;
  const undrawn = label.parts.flatMap(({ element, problem }) =>
    problem && !told.some((each) => each.element === element && each.weight === 'refused')
      ? [{ element, problem, weight: 'refused' as const }]
      : [],
  );
  return [...told, ...undrawn];
}
