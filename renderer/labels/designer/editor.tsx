import { Button } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconRulerMeasure,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { OpenTemplate, ShownRecord } from '../../../shared/models/template.ts';
import { useAct, useQuery } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { LeaveDialog } from '../../common/leave-dialog.tsx';
import { Page } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useLeave } from '../../common/use-leave.ts';
import { useMayNot } from '../../role.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import { Canvas } from './canvas/canvas.tsx';
import styles from './designer.module.css';
import { Foot } from './foot.tsx';
import { masterDataOf } from './master-data.ts';
import { ElementPanel } from './panel/element-panel.tsx';
import { LabelPanel } from './panel/label-panel.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { Survival } from './survival/survival.tsx';
import { Toolbar } from './toolbar.tsx';
import { TrueSize } from './true-size.tsx';
import { useDesign } from './use-design.ts';
import { useDrawn } from './use-drawn.ts';
import { useHistoryKeys } from './use-edit-keys.ts';

interface Props {
  start: OpenTemplate['design'];
  /** Never saved yet. */
  isNew: boolean;
  onClose: () => void;
}

/** Designing one label. */
export function Editor({ start, isNew, onClose }: Props) {
  const { w, number } = useWords();
  const state = useStationState();
  const work = useDesign(start, isNew);
  const { design, selected } = work;
  const catalog = useQuery('catalog.get', {}, state.groups);
  const [groupId, setGroupId] = useState<string | null>(state.batch?.groupId ?? null);
  const [record, setRecord] = useState<ShownRecord>('sample');
  const { drawn, problem } = useDrawn(design, record, groupId);
  const save = useAct('templates.save');
  const mayNot = useMayNot('templates.save');
  const leave = useLeave(work.dirty);
  const [saving, setSaving] = useState(false);
  const [sizing, setSizing] = useState(false);
  const [trying, setTrying] = useState(false);
  const [savedAs, setSavedAs] = useState<number | null>(null);
  const ready = mayNot === null && work.dirty;
  useHistoryKeys(work, () => ready && setSaving(true));

  const keep = async (note: string) => {
    const version = work.isNew ? 1 : design.version + 1;
    const answer = await save.run({ design: { ...design, version }, note });
    if (!answer) return;
    work.kept(answer.design);
    setSavedAs(version);
    setSaving(false);
  };

  return (
    <Page
      arrives
      title={design.name}
      hint={
        work.isNew ? w('design.notSaved') : w('design.version', { version: number(design.version) })
      }
      actions={
        <>
          <Button variant="default" size="xl" onClick={() => leave.attempt(onClose)}>
            {w('design.close')}
          </Button>
          <Button
            variant="default"
            size="xl"
            aria-label={w('design.undo')}
            aria-keyshortcuts="Control+Z"
            disabled={!work.canUndo}
            onClick={work.undo}
          >
            <IconArrowBackUp size={26} aria-hidden="true" />
          </Button>
          <Button
            variant="default"
            size="xl"
            aria-label={w('design.redo')}
            aria-keyshortcuts="Control+Y"
            disabled={!work.canRedo}
            onClick={work.redo}
          >
            <IconArrowForwardUp size={26} aria-hidden="true" />
          </Button>
          <Button
            size="xl"
            fz={20}
            leftSection={<IconDeviceFloppy size={26} aria-hidden="true" />}
            disabled={!ready}
            onClick={() => setSaving(true)}
          >
            {w('design.save')}
          </Button>
        </>
      }
    >
      {mayNot && <p className="ink-warn">{mayNot}</p>}
      {savedAs !== null && !work.dirty && (
        <GoodNote>{w('design.saved', { version: number(savedAs) })}</GoodNote>
      )}
      <div className={styles.workplace}>
        <div className={styles.bench}>
          <div className={styles.tools}>
            <Toolbar work={work} />
            <div className={styles.looks}>
              <Button
                variant="default"
                px={10}
                leftSection={<IconRulerMeasure size={20} aria-hidden="true" />}
                onClick={() => setSizing(true)}
              >
                {w('design.trueSize')}
              </Button>
              <Button
                variant="default"
                px={10}
                leftSection={<IconShieldCheck size={20} aria-hidden="true" />}
                onClick={() => setTrying(true)}
              >
                {w('survive.open')}
              </Button>
            </div>
          </div>
          <Canvas work={work} drawn={drawn} />
          <ProblemNote problem={problem} />
          <Foot
            work={work}
            drawn={drawn}
            record={record}
            onRecord={setRecord}
            groups={catalog.value?.registrationGroups ?? []}
            groupId={groupId}
            onGroup={setGroupId}
          />
        </div>
        <div className={styles.panel}>
          {selected ? (
            <ElementPanel
              key={selected.id}
              element={selected}
              work={work}
              masterData={masterDataOf(catalog.value, groupId)}
            />
          ) : (
            <LabelPanel work={work} />
          )}
        </div>
      </div>
      <SaveDialog
        opened={saving}
        busy={save.busy}
        problem={save.problem}
        isNew={work.isNew}
        onSave={(note) => void keep(note)}
        onClose={() => {
          save.clear();
          setSaving(false);
        }}
      />
      <TrueSize opened={sizing} label={drawn?.label ?? null} onClose={() => setSizing(false)} />
      <Survival opened={trying} work={work} groupId={groupId} onClose={() => setTrying(false)} />
      <LeaveDialog opened={leave.asking} onStay={leave.stay} onLeave={leave.leave} />
    </Page>
  );
}
