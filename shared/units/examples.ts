import type { UnitWish } from '../models/unit.ts';

/**
 * Profiles to begin with. `at`: 3GPP TS 27.007 `+CGSN` answers with the IMEI on a line of its own; `scpi`:
 * IEEE 488.2 `*IDN?` answers maker, model, SN and firmware with commas between; `json`: one object a line.
 */
export const unitExamples = {
  at: {
    send: 'AT+CGSN\\r',
    reading: { kind: 'pattern', pattern: '(?P<sn>[0-9]{15})', end: '' },
    baudRate: 115_200,
  },
  scpi: {
    send: '*IDN?\\n',
    reading: {
      kind: 'pattern',
      pattern: '(?P<maker>[^,]*),(?P<model>[^,]*),(?P<sn>[^,]+),(?P<firmware>[^,]*)',
      end: '',
    },
    baudRate: 9600,
  },
  json: { send: '{"cmd":"info"}\\n', reading: { kind: 'json' }, baudRate: 115_200 },
} as const satisfies Record<
  string,
  Pick<Extract<UnitWish, { kind: 'uart' }>, 'send' | 'reading' | 'baudRate'>
>;
