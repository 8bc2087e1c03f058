import { Button, Select, TextInput } from '@mantine/core';
import { dpis } from '../../../../shared/models/label-design.ts';
import { Choice } from '../../../common/choice.tsx';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { placeByHand } from '../model/by-hand.ts';
import type { Work } from '../use-design.ts';
import { NumberField } from './number-field.tsx';
import { PaperFields } from './paper-fields.tsx';
import { PrinterChoice } from './printer-choice.tsx';

/** The label as a whole: its name, the printer it is for, its paper. */
export function LabelPanel({ work }: { work: Work }) {
  const { w } = useWords();
  const { design } = work;
  const { target, layout } = design;
  return (
    <section className={styles.panelPart} aria-label={w('design.label')}>
      <h2 className={styles.panelTitle}>{w('design.label')}</h2>
      <TextInput
        label={w('design.name')}
        value={design.name}
        maxLength={80}
        required
        autoComplete="off"
        onChange={(event) => {
          const name = event.currentTarget.value;
          work.act((now) => ({ ...now, name }), 'name');
        }}
        onBlur={work.over}
      />
      {layout === 'automatic' && (
        <div className={styles.automatic}>
          <p>{w('design.automatic')}</p>
          <Button variant="default" onClick={() => work.act(placeByHand)}>
            {w('design.byHand')}
          </Button>
        </div>
      )}
      <PrinterChoice
        target={target}
        onChange={(next) => work.act((now) => ({ ...now, target: next }))}
      />
      <Choice
        label={w('design.head')}
        value={target.head}
        data={[
          { value: 'thermal', label: w('design.head.thermal') },
          { value: 'laser', label: w('design.head.laser') },
        ]}
        onChange={(head) => work.act((now) => ({ ...now, target: { ...now.target, head } }))}
      />
      <div className={styles.two}>
        <Select
          label={w('design.dpi')}
          data={dpis.map((dpi) => ({ value: String(dpi), label: `${dpi} dpi` }))}
          value={String(target.dpi)}
          allowDeselect={false}
          onChange={(value) => {
            const dpi = dpis.find((each) => String(each) === value);
            if (dpi) work.act((now) => ({ ...now, target: { ...now.target, dpi } }));
          }}
        />
        <NumberField
          label={w('design.drift')}
          value={design.drift}
          min={0}
          max={5}
          onChange={(drift) => work.act((now) => ({ ...now, drift }), 'drift')}
          onRest={work.over}
        />
      </div>
      <PaperFields
        paper={design.paper}
        onChange={(paper) => work.act((now) => ({ ...now, paper }), 'paper')}
        onRest={work.over}
      />
    </section>
  );
}
