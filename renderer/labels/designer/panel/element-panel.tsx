import { Button, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { type LabelElement, labelIcons } from '../../../../shared/models/label-design.ts';
import { Choice } from '../../../common/choice.tsx';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { change, duplicate, remove, reorder } from '../model/document.ts';
import type { Work } from '../use-design.ts';
import { FieldText } from './field-text.tsx';
import { NumberField } from './number-field.tsx';
import { PayloadFields } from './payload-fields.tsx';
import { PictureField } from './picture-field.tsx';
import { PlaceFields } from './place-fields.tsx';

interface Props {
  element: LabelElement;
  work: Work;
  masterData: readonly string[];
}

const alignments = ['left', 'center', 'right'] as const;
const overflows = ['shrink', 'wrap', 'shorten', 'refuse'] as const;
const levels = ['L', 'M', 'Q', 'H'] as const;

/** Everything about the element that is chosen. */
export function ElementPanel({ element, work, masterData }: Props) {
  const { w } = useWords();
  const { id, kind } = element;
  const set = (part: object, stroke: string | null = null) =>
    work.act((design) => change(design, id, part), stroke && `${stroke} ${id}`);
  return (
    <section className={styles.panelPart} aria-label={w(`design.kind.${kind}`)}>
      <h2 className={styles.panelTitle}>{w(`design.kind.${kind}`)}</h2>
      {'payload' in element && (
        <PayloadFields
          payload={element.payload}
          masterData={masterData}
          onChange={(payload) => set({ payload }, 'payload')}
          onRest={work.over}
        />
      )}
      {element.kind === 'qr' && (
        <Choice
          label={w('design.level')}
          value={element.level}
          data={levels.map((level) => ({ value: level, label: w(`design.level.${level}`) }))}
          onChange={(level) => set({ level })}
        />
      )}
      {element.kind === 'text' && (
        <>
          <FieldText
            label={w('design.text')}
            value={element.text}
            max={500}
            masterData={masterData}
            onChange={(text) => set({ text }, 'text')}
            onRest={work.over}
          />
          <p className={styles.hint}>{w('design.textHint')}</p>
          <div className={styles.two}>
            <NumberField
              key={`${id} size`}
              label={w('design.fontSize')}
              value={element.fontSize}
              min={0.5}
              max={100}
              onChange={(fontSize) => set({ fontSize }, 'size')}
              onRest={work.over}
            />
            <Select
              label={w('design.align')}
              data={alignments.map((value) => ({ value, label: w(`design.align.${value}`) }))}
              value={element.align}
              allowDeselect={false}
              onChange={(align) => set({ align })}
            />
          </div>
          <Select
            label={w('design.overflow')}
            data={overflows.map((value) => ({ value, label: w(`design.overflow.${value}`) }))}
            value={element.overflow}
            allowDeselect={false}
            onChange={(overflow) => set({ overflow })}
          />
        </>
      )}
      {element.kind === 'micro-sn' && (
        <NumberField
          label={w('design.smallest')}
          value={element.smallest}
          min={0.5}
          max={10}
          onChange={(smallest) => set({ smallest }, 'smallest')}
          onRest={work.over}
        />
      )}
      {element.kind === 'icon' && (
        <Select
          label={w('design.icon')}
          data={labelIcons.map((icon) => ({ value: icon, label: w(`design.icon.${icon}`) }))}
          value={element.icon}
          allowDeselect={false}
          searchable
          onChange={(icon) => set({ icon })}
        />
      )}
      {element.kind === 'image' && <PictureField onChange={(png) => set({ png })} />}
      {'thickness' in element && (
        <NumberField
          label={w('design.thickness')}
          value={element.thickness}
          min={0.05}
          max={10}
          onChange={(thickness) => set({ thickness }, 'thickness')}
          onRest={work.over}
        />
      )}
      {element.kind === 'box' && (
        <NumberField
          label={w('design.radius')}
          value={element.radius}
          min={0}
          max={Math.min(element.width, element.height) / 2}
          onChange={(radius) => set({ radius }, 'radius')}
          onRest={work.over}
        />
      )}
      <PlaceFields element={element} work={work} />
      <div className={styles.two}>
        <Button
          variant="default"
          leftSection={<IconCopy size={20} aria-hidden="true" />}
          onClick={() => work.act((design) => duplicate(design, id))}
        >
          {w('design.duplicate')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconTrash size={20} aria-hidden="true" />}
          onClick={() => {
            work.act((design) => remove(design, id));
            work.select(null);
          }}
        >
          {w('design.delete')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowUp size={20} aria-hidden="true" />}
          onClick={() => work.act((design) => reorder(design, id, 1))}
        >
          {w('design.front')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowDown size={20} aria-hidden="true" />}
          onClick={() => work.act((design) => reorder(design, id, -1))}
        >
          {w('design.back')}
        </Button>
      </div>
    </section>
  );
}
