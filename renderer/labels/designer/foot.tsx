import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { ShownRecord } from '../../../shared/models/template.ts';
import { Choice } from '../../common/choice.tsx';
import { useWords } from '../../words.tsx';
import styles from './designer.module.css';
import { Faults } from './faults.tsx';
import type { Work } from './use-design.ts';
import type { Drawn } from './use-drawn.ts';

interface Props {
  work: Work;
  drawn: Drawn | null;
  record: ShownRecord;
  onRecord: (record: ShownRecord) => void;
  groups: readonly RegistrationGroup[];
  groupId: string | null;
  onGroup: (groupId: string | null) => void;
}

/** Whose label is shown, what a scanner would read from it, and what is wrong with it. */
export function Foot({ work, drawn, record, onRecord, groups, groupId, onGroup }: Props) {
  const { w } = useWords();
  const [deviceSn, setDeviceSn] = useState('');
  const kind = typeof record === 'string' ? record : 'device';
  const show = (sn: string) => {
    setDeviceSn(sn);
    if (groupId !== null && sn.trim() !== '') onRecord({ groupId, deviceSn: sn.trim() });
  };
  const codes = (drawn?.label.parts ?? []).flatMap(({ element, marks }) =>
    marks.flatMap((mark) => ('text' in mark ? [{ element, text: mark.text }] : [])),
  );
  return (
    <div className={styles.foot}>
      <div className={styles.shown}>
        <Choice
          label={w('design.shown')}
          value={kind}
          data={[
            { value: 'sample', label: w('design.shown.sample') },
            { value: 'worst', label: w('design.shown.worst') },
            { value: 'device', label: w('design.shown.device') },
          ]}
          onChange={(next) => {
            if (next !== 'device') onRecord(next);
            else if (groupId !== null) onRecord({ groupId, deviceSn: deviceSn || '-' });
          }}
        />
        <Select
          label={w('start.group')}
          data={groups.map((group) => ({
            value: group.groupId,
            label: `${group.name} · ${group.groupId}`,
          }))}
          value={groupId}
          placeholder={w('none.registrationGroup')}
          onChange={(next) => {
            onGroup(next);
            if (kind === 'device') onRecord('sample');
          }}
        />
        {kind === 'device' && (
          <TextInput
            label={w('design.deviceSn')}
            value={deviceSn}
            maxLength={64}
            autoComplete="off"
            onChange={(event) => show(event.currentTarget.value)}
          />
        )}
      </div>
      <div className={styles.told}>
        {codes.length > 0 && (
          <dl className={styles.reads}>
            <dt>{w('design.reads')}</dt>
            {codes.map(({ element, text }, index) => (
              <dd key={`${element} ${index}`} className="mono">
                {text}
              </dd>
            ))}
          </dl>
        )}
        <Faults work={work} drawn={drawn} />
      </div>
    </div>
  );
}
