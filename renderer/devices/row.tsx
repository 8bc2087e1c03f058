import { memo } from 'react';
import type { Device } from '../../shared/models/device.ts';
import { Chip } from '../common/chip.tsx';
import { useWords } from '../words.tsx';
import styles from './devices.module.css';
import { labelShape, statusShape } from './status.ts';

interface Props {
  device: Device;
  index: number;
  start: number;
  groupName: string;
  onOpen: (device: Device) => void;
}

export const DeviceRow = memo(function DeviceRow({
  device,
  index,
  start,
  groupName,
  onOpen,
}: Props) {
  const { w, when } = useWords();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="cell">
        <button type="button" className={`mono ${styles.open}`} onClick={() => onOpen(device)}>
          {device.deviceSn}
        </button>
      </span>
      <span role="cell" title={groupName}>
        {groupName}
      </span>
      <span role="cell" title={device.batchTag ?? ''}>
        {device.batchTag ?? '–'}
      </span>
      <span role="cell">
        <Chip kind={statusShape[device.status]}>{w(`status.${device.status}`)}</Chip>
      </span>
      <span role="cell">
        <Chip kind={labelShape[device.labelState]}>{w(`labelState.${device.labelState}`)}</Chip>
      </span>
      <span role="cell" className={styles.time}>
        {when(device.registeredAt)}
      </span>
    </div>
  );
});
