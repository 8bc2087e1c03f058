import { Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ActionName } from '../../../shared/models/action.ts';
import type { Device } from '../../../shared/models/device.ts';
import type { Described } from '../../../shared/models/selection.ts';
import { useQuery } from '../../calls.ts';
import { focusOnIt } from '../../common/focus-on-it.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { JobView } from '../../jobs/job-view.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import { AllocateForm } from './allocate-form.tsx';
import { EditForm } from './edit-fields.tsx';
import { type Asked, namesOf } from './names-of.ts';
import { PlanStep } from './plan-step.tsx';
import { PrintOrExport } from './print-or-export.tsx';
import { ReplaceForm } from './replace-form.tsx';
import { ReprovisionForm } from './reprovision-form.tsx';
import { Steps } from './steps.tsx';
import { type Acting, useActing } from './use-acting.ts';

export type ActKind = ActionName | 'print';

interface Props {
  act: ActKind;
  /** Those that it is about; of those that are described, as many as the list has. */
  devices: Device[];
  described?: Described | null;
  count?: number;
  /** There are more than `count`. */
  more?: boolean;
  /** `acted`: something was begun, so what was selected need not stay selected. */
  onClose: (acted: boolean) => void;
}

/** Choose, read what will happen, confirm, watch: the same three steps for all that is done with devices. */
export function ActionDialog({
  act,
  devices,
  described = null,
  count = devices.length,
  more = false,
  onClose,
}: Props) {
  const { w, number } = useWords();
  const acting = useActing();
  const close = () => onClose(acting.step === 'job');
  return (
    <Modal
      opened
      onClose={close}
      size={860}
      title={w(`act.title.${act}`, {
        count: more ? w('count.more', { count: number(count) }) : number(count),
      })}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      closeOnClickOutside={false}
    >
      {act === 'print' ? (
        <PrintOrExport devices={devices} onClose={() => onClose(false)} />
      ) : (
        <div className={styles.dialog}>
          <Steps now={acting.step} withForm={act !== 'delete'} />
          {/* Hidden, not gone: whoever comes back finds what they had chosen. */}
          <div hidden={acting.step !== 'form'}>
            <Form
              act={act}
              devices={devices}
              asked={described ?? namesOf(devices)}
              acting={acting}
            />
          </div>
          {acting.step === 'plan' && acting.plan && (
            <PlanStep act={act} plan={acting.plan} acting={acting} onCancel={close} />
          )}
          {acting.jobId !== null && (
            <div tabIndex={-1} ref={focusOnIt} className={styles.job}>
              <JobView id={acting.jobId} />
            </div>
          )}
        </div>
      )}
    </Modal>
  );
}

interface FormProps {
  act: ActionName;
  devices: Device[];
  asked: Asked;
  acting: Acting;
}

function Form({ act, devices, asked, acting }: FormProps) {
  const { groups } = useStationState();
  const catalog = useQuery('catalog.get', {}, groups);
  if (act === 'delete') return <DeleteAtOnce asked={asked} acting={acting} />;
  if (!catalog.value) return <ProblemNote problem={catalog.problem} />;
  const Fields = forms[act];
  return (
    <div ref={focusOnFirst}>
      <Fields catalog={catalog.value} devices={devices} asked={asked} acting={acting} />
    </div>
  );
}

const forms = {
  allocate: AllocateForm,
  edit: EditForm,
  reprovision: ReprovisionForm,
  replace: ReplaceForm,
};

/** The dialog opens before the catalog is there; what is to be filled in takes the focus when it comes. */
const focusOnFirst = (form: HTMLElement | null) =>
  form?.querySelector<HTMLElement>('[data-autofocus]')?.focus();

/** Nothing to choose: the plan is asked for at once. */
function DeleteAtOnce({ asked, acting }: Pick<FormProps, 'asked' | 'acting'>) {
  const { w } = useWords();
  const proposed = useRef(false);
  useEffect(() => {
    if (proposed.current) return;
    proposed.current = true;
    void acting.propose({ action: 'delete', devices: asked });
  }, [acting, asked]);
  return acting.problem ? (
    <ProblemNote problem={acting.problem} />
  ) : (
    <output>{w('act.looking')}</output>
  );
}
