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
  onKey: (event: React.KeyboardEvent, index: number) => void;
}

export const DeviceRow = memo(function DeviceRow(props: Props) {
  const { device, index, start, groupName, onOpen, onKey } = props;
  const { w, when } = useWords();
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <td>
        <button
          type="button"
          className={`mono ${styles.open}`}
          onClick={() => onOpen(device)}
          onKeyDown={(event) => onKey(event, index)}
        >
          {device.deviceSn}
        </button>
      </td>
      <td title={groupName}>{groupName}</td>
      <td title={device.batchTag ?? ''}>{device.batchTag ?? '–'}</td>
      <td>
        <Chip kind={statusShape[device.status]}>{w(`status.${device.status}`)}</Chip>
      </td>
      <td>
        <Chip kind={labelShape[device.labelState]}>{w(`labelState.${device.labelState}`)}</Chip>
      </td>
      <td className={styles.time}>{when(device.registeredAt)}</td>
    </tr>
  );
});
