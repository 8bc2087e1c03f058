import { describe, expect, test } from 'vitest';
import { labelRecords } from '../../main/labels/records.ts';
import type { StationEvent } from '../../main/store/events.ts';
import { plainLine } from '../../shared/models/line.ts';
import { rebuiltFrom } from '../printing/rebuilt.ts';

const at = new Date(2026, 2, 4, 5, 6, 7).getTime();
const started: StationEvent = {
  type: 'batch-started',
  at: 1,
  id: 'B',
  groupId: 'G',
  tag: 'WO-7',
  target: null,
  template: null,
  allocateTo: null,
  masterData: {},
  line: plainLine,
  makes: false,
};
const registered = (deviceSn: string, batchId: string | null = 'B'): StationEvent => ({
  type: 'device-registered',
  at,
  by: 'Li',
  groupId: 'G',
  deviceSn,
  batchId,
  allocateTo: null,
  masterData: { MAC: '00:11', ratio: 2.5, name: { defaultValue: '电表' }, none: null },
  source: { kind: 'typed', name: '' },
  raw: deviceSn,
  label: true,
  operations: [],
});

describe('what labels of devices may say', () => {
  test('is everything on record, in the order asked for, and as often', () => {
    const db = rebuiltFrom([started, ...['A', 'B', 'C'].map((sn) => registered(sn))]);
    const records = [...labelRecords(db, [3, 1, 3], 'ST-1')];
    expect(records.map(({ deviceSn, fields }) => [deviceSn, fields.position])).toEqual([
      ['C', '3'],
      ['A', '1'],
      ['C', '3'],
    ]);
    expect(records[0]).toEqual({
      groupId: 'G',
      deviceSn: 'C',
      title: 'G',
      fields: {
        groupName: 'G',
        batchTag: 'WO-7',
        description: '',
        modelId: '',
        operator: 'Li',
        station: 'ST-1',
        date: '2026-03-04',
        time: '05:06:07',
        position: '3',
        'masterData.MAC': '00:11',
        'masterData.ratio': '2.5',
        'masterData.name': '电表',
        'masterData.none': '',
      },
    });
  });

  test('without a batch has no place in one', () => {
    const db = rebuiltFrom([registered('A', null)]);
    const [record] = labelRecords(db, [1], 'ST-1');
    expect(record?.fields).toMatchObject({ batchTag: '', position: '' });
  });

  test('of 2,500 devices takes three statements', () => {
    const sns = Array.from({ length: 2500 }, (_, n) => registered(`SN-${n}`));
    const db = rebuiltFrom([started, ...sns]);
    let asked = 0;
    const prepare = db.prepare.bind(db);
    db.prepare = ((sql: string) => {
      const statement = prepare(sql);
      const all = statement.all.bind(statement);
      statement.all = (...values: unknown[]) => {
        asked++;
        return all(...values);
      };
      return statement;
    }) as typeof db.prepare;
    const ids = sns.map((_, n) => n + 1);
    const records = [...labelRecords(db, ids, 'ST-1')];
    expect(records.map(({ fields }) => fields.position)).toEqual(ids.map(String));
    expect(asked).toBe(3);
  });
});
