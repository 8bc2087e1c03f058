import { deedOf } from '../../shared/import/deed.ts';
import type { ImportInfo, ImportLook, ImportPlan } from '../../shared/models/import.ts';
import { fail, ok, problem } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** A supplier's file on its way in, as windows see it. */

const at = Date.parse('2026-03-04T09:12:00Z');

export const sampleImportLook: ImportLook = {
  kind: 'csv',
  encoding: {
    encoding: 'gb18030',
    confidence: 'likely',
    reason: 'encoding-chinese',
    mark: 0,
    preview: ['序列号;备注;硬件版本', 'AB-0101;三楼东侧机房, 二号柜;B'],
    others: [{ encoding: 'windows-1252', preview: ['ÐòÁÐºÅ;±¸×¢;Ó²¼þ°æ±¾'] }],
  },
  delimiter: { delimiter: ';', confidence: 'certain' },
  unsure: null,
  sheets: [],
  heading: { row: 1, confidence: 'certain' },
  head: ['序列号', '备注', '硬件版本', 'Rated power', 'Palette'],
  rows: Array.from({ length: 12 }, (_, index) => ({
    row: index + 2,
    cells: [
      `AB-0${101 + index}`,
      index === 3 ? '三楼东侧机房, 二号柜' : '',
      'B',
      '5.0',
      `P-${index}`,
    ],
  })),
  mapping: [
    { to: 'deviceSn', from: { column: '序列号' } },
    { to: 'description', from: { column: '备注' } },
    { to: 'masterData.ratedPower', from: { column: 'Rated power' } },
  ],
  remembered: false,
  problem: null,
};

/** A file of which nobody can say whether it has a heading. */
export const headless = 'lot-7.csv';

function headlessLook(chosen: number | undefined): ImportLook {
  const rows = sampleImportLook.rows.map(({ row, cells }) => ({ row, cells: cells.slice(0, 3) }));
  const first = { row: 1, cells: ['AB-0100', 'Hall 3', 'B'] };
  return {
    ...sampleImportLook,
    unsure: chosen === undefined ? problem('import-heading-unsure', { row: 1 }) : null,
    heading: { row: chosen ?? 1, confidence: chosen === undefined ? 'unsure' : 'certain' },
    head: chosen === 0 ? ['A', 'B', 'C'] : first.cells,
    rows: chosen === 0 ? [first, ...rows] : rows,
    mapping: [],
  };
}

export const sampleImportPlan: ImportPlan = {
  sha256: '9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a',
  name: '供应商-2026-03.csv',
  bytes: 481_220,
  madeAt: at,
  options: {
    groupId: 'INV5K1',
    choice: {},
    mapping: sampleImportLook.mapping,
    batchId: null,
    allocateTo: null,
    answers: [],
  },
  head: sampleImportLook.head,
  counts: {
    rows: 10_000,
    create: 9_847,
    update: 64,
    unchanged: 12,
    repeated: 3,
    skipped: 4,
    conflict: 5,
    asked: 25,
    refused: 40,
    repaired: 318,
  },
  groups: [
    {
      kind: 'refused',
      problem: problem('sn-length', { deviceSn: 'AB-', min: 4, max: 20, length: 3 }),
      why: null,
      remedy: 'mend-row',
      count: 28,
      samples: [
        { row: 412, column: 'A', text: 'AB-', deviceSn: null },
        { row: 413, column: 'A', text: 'AB-', deviceSn: null },
      ],
    },
    {
      kind: 'asked',
      problem: null,
      why: 'ask-scientific',
      remedy: 'ask-supplier',
      count: 23,
      samples: [{ row: 77, column: 'A', text: '5.57E+92', deviceSn: null }],
    },
    {
      kind: 'refused',
      problem: problem('value-misfit', { name: 'ratedPower', detail: 'it is not a number' }),
      why: null,
      remedy: 'mend-row',
      count: 12,
      samples: [{ row: 9_001, column: 'D', text: '5,0', deviceSn: 'AB-9101' }],
    },
    {
      kind: 'conflict',
      problem: problem('seen-in-cloud', { at, by: 'ST-3', batch: 'WO-7731' }),
      why: null,
      remedy: 'settle-device',
      count: 5,
      samples: [{ row: 1_204, column: 'A', text: 'AB-1303', deviceSn: 'AB-1303' }],
    },
    {
      kind: 'skipped',
      problem: null,
      why: 'skip-empty',
      remedy: null,
      count: 4,
      samples: [{ row: 9_998, column: '', text: '', deviceSn: null }],
    },
    {
      kind: 'asked',
      problem: null,
      why: 'ask-two-ways',
      remedy: 'decide',
      count: 2,
      samples: [{ row: 88, column: 'A', text: 'AB-O1O1', deviceSn: null }],
    },
  ],
  repairs: [
    {
      row: 14,
      column: 'A',
      before: 'ＡＢ-０１１３',
      after: 'AB-0113',
      whys: ['repair-full-width'],
    },
    { row: 15, column: 'A', before: 'АB-0114', after: 'AB-0114', whys: ['repair-foreign-letter'] },
    { row: 16, column: 'A', before: ' AB-0115 ', after: 'AB-0115', whys: ['repair-blank'] },
  ],
  questions: [
    {
      row: 88,
      column: 'A',
      text: 'AB-O1O1',
      why: 'ask-two-ways',
      proposals: [
        { deviceSn: 'AB-0101', whys: ['repair-look-alike'] },
        { deviceSn: 'AB-01O1', whys: ['repair-look-alike'] },
      ],
    },
    { row: 77, column: 'A', text: '5.57E+92', why: 'ask-scientific', proposals: [] },
  ],
  created: [
    { row: 2, column: '', text: 'AB-0101', deviceSn: 'AB-0101' },
    { row: 3, column: '', text: 'AB-0102', deviceSn: 'AB-0102' },
  ],
  changed: [
    {
      row: 612,
      deviceSn: 'AB-0711',
      changes: [
        { what: 'description', before: 'spare', after: '三楼东侧机房, 二号柜' },
        { what: 'ratedPower', before: '5', after: '5.5' },
      ],
    },
  ],
  merged: { rows: 3, ranges: ['B12:B15'] },
  broken: null,
  cloudSeenAt: at - 3_600_000,
  drift: 2,
  approval: 'line-lead',
};

export const sampleImport: ImportInfo = {
  id: 'imp-1',
  name: sampleImportPlan.name,
  bytes: sampleImportPlan.bytes,
  groupId: 'INV5K1',
  state: 'planned',
  by: 'A. Li (line-lead)',
  at,
  endedAt: null,
  counts: sampleImportPlan.counts,
  total: 10_000,
  rate: null,
  secondsLeft: null,
  undone: 0,
  left: 0,
  problem: null,
};

/** Three were registered at the line while people looked at the plan, and two more in the cloud. */
function sampleDeed({ counts }: ImportInfo) {
  const came = {
    ...counts,
    create: counts.create - 5,
    unchanged: counts.unchanged + 3,
    conflict: counts.conflict + 2,
  };
  const of = { planned: 'create' as const, why: null };
  return deedOf(counts, came, [
    { ...of, came: 'unchanged', problem: null, count: 3, rows: [204, 205, 206] },
    {
      ...of,
      came: 'conflict',
      problem: problem('seen-in-cloud', { at, by: 'ST-3', batch: 'WO-7731' }),
      count: 2,
      rows: [1_207, 1_208],
    },
  ]);
}

const end = {
  ...sampleImport,
  id: 'imp-0',
  name: 'meters-lot-7.xlsx',
  state: 'done' as const,
  at: at - 86_400_000,
  endedAt: at - 86_390_000,
};

export const importCalls: PretendTopic<'imports'> = {
  'imports.begin': () => ok({ id: 'imp-1' }),
  'imports.put': ({ offset, base64 }) =>
    ok({ received: offset + Buffer.from(base64, 'base64').length }),
  'imports.look': ({ choice }, { imports }) =>
    ok(
      imports.some(({ name }) => name === headless)
        ? headlessLook(choice.heading)
        : sampleImportLook,
    ),
  'imports.plan'(_, state, push) {
    push({ ...state, imports: [sampleImport] });
    return ok(sampleImport);
  },
  'imports.get': ({ id }, state) => {
    const info = [...state.imports, end, sampleImport].find((one) => one.id === id);
    if (!info) return fail('import-unknown');
    const letIn = info.state !== 'open' && info.state !== 'planned';
    return ok({ info, plan: sampleImportPlan, deed: letIn ? sampleDeed(info) : null });
  },
  'imports.start'(_, state, push) {
    const running = { ...sampleImport, state: 'running' as const };
    push({ ...state, imports: [running] });
    return ok(running);
  },
  'imports.move'({ id, to }, state, push) {
    const states = {
      pause: 'paused',
      resume: 'running',
      cancel: 'cancelled',
      undo: 'undoing',
    } as const;
    const moved = { ...sampleImport, id, state: states[to] };
    push({ ...state, imports: [moved] });
    return ok(moved);
  },
  'imports.drop'(_, state, push) {
    push({ ...state, imports: [] });
    return ok({});
  },
  'imports.list': (_, state) => ok({ items: [...state.imports, end] }),
  'imports.refused': () =>
    ok({
      name: 'devices-refused.csv',
      base64: Buffer.from('\ufeffSN\n').toString('base64'),
      next: null,
    }),
};
