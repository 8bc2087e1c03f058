import type { AuditEntry } from '../../shared/models/audit.ts';
import { ok } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** A shift as its audit log tells it, newest first. */

const shift: [string, AuditEntry['what'], Partial<AuditEntry>][] = [
  ['A. Li (technician)', 'operator-on', { about: 'badge' }],
  ['M. Okafor (admin)', 'scanner-changed', { about: '/dev/ttyUSB0' }],
  [
    'A. Li (technician)',
    'batch-started',
    { groupId: 'INV5K1', about: 'WO-2026-0114', detail: { target: 500, makes: false } },
  ],
  [
    'A. Li (technician)',
    'unit-registered',
    {
      groupId: 'INV5K1',
      deviceSn: 'INV5K1-000121',
      place: 'serial /dev/ttyUSB0',
      about: 'WO-2026-0114',
    },
  ],
  [
    'A. Li (technician)',
    'unit-registered',
    {
      groupId: 'INV5K1',
      deviceSn: 'INV5K1-000122',
      place: 'serial /dev/ttyUSB0',
      about: 'WO-2026-0114',
    },
  ],
  [
    '王芳 (line-lead)',
    'article-approved',
    { deviceSn: 'INV5K1-000121', about: 'no printer today', detail: { checks: 'label values' } },
  ],
  [
    'Konstantina Papadopoulou-Wittgenstein (engineer)',
    'credentials-shown',
    {
      groupId: 'INV5K1',
      deviceSn: 'INV5K1-000122',
      about: 'gateway refuses the login, asked by the hotline',
    },
  ],
  [
    '王芳 (line-lead)',
    'operation-discarded',
    {
      groupId: 'INV5K1',
      deviceSn: 'INV5K1-000119',
      about: '设备已退回供应商',
      detail: { kind: 'allocate' },
    },
  ],
  [
    'command-line (mes)',
    'import-done',
    { about: 'supplier-2026-01-15.xlsx', detail: { rows: 4800, create: 4790, refused: 10 } },
  ],
  ['', 'audit-begun', { about: '4 entries were made from journal entries 1 to 9' }],
];

export const sampleAudit: AuditEntry[] = shift
  .map(([by, what, more], at) => ({
    n: 12_480 + at,
    at: Date.UTC(2026, 0, 15, 6, 2 + at * 7),
    by,
    what,
    place: '',
    groupId: null,
    deviceSn: null,
    ref: '',
    about: '',
    detail: {},
    hash: (at + 10).toString(16).repeat(64).slice(0, 64),
    ...more,
  }))
  .toReversed();

export const auditCalls: PretendTopic<'audit'> = {
  'audit.list': ({ search = '', unit, what }) =>
    ok({
      items: sampleAudit.filter(
        (entry) =>
          JSON.stringify(entry).includes(search) &&
          (!unit || entry.deviceSn === unit) &&
          (!what || entry.what === what),
      ),
      next: search || unit || what ? null : 12_480,
    }),
  'audit.check': (_, { groups }) =>
    ok({
      sound: groups > 0,
      entries: 12_489,
      head: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      fromJournal: 4,
      anchors: 11_002,
      faults: groups > 0 ? [] : [{ n: 7, detail: 'the journal knows another entry 7' }],
    }),
  'audit.export': () =>
    ok({ name: 'audit-ST-3-2026-01-15.ndjson', text: '', fingerprint: 'ab12'.repeat(16) }),
};

const sampleFiles = [
  {
    name: 'README.txt',
    bytes: 812,
    preview:
      'Diagnostics of a Lineside station, for whoever helps with it.\n\nabout.json     versions, station, machine',
    cut: true,
  },
  {
    name: 'settings.json',
    bytes: 2048,
    preview:
      '{\n  "cloud": {\n    "kind": "enos",\n    "url": "https://apim-cn5.envisioniot.com",\n    "appKey": "[redacted]"\n  }\n}',
    cut: false,
  },
  { name: 'checks.json', bytes: 1520, preview: '[]', cut: false },
  {
    name: 'logs/lineside.ndjson',
    bytes: 1_048_310,
    preview: '{"at":"2026-01-15T06:02:00.000Z"}',
    cut: true,
  },
];

export const diagnosticsCalls: PretendTopic<'diagnostics'> = {
  'diagnostics.gather': () =>
    ok({ id: 'd1', name: 'diagnostics-ST-3-20260115T0602.zip', files: sampleFiles }),
  'diagnostics.save': () => ok({ name: 'diagnostics-ST-3-20260115T0602.zip', base64: '' }),
};
