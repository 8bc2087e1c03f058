import { expect, test } from 'vitest';
import { labelRecords } from '../../main/labels/records.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import { encodePayloadSpec } from '../../shared/labels/payloads/payloads.ts';
import type { PayloadSpec } from '../../shared/models/label-design.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { must, mustFail, openStation } from '../support/station.ts';

/** A batch at a real station: its labels are scanned back, and it ends only when they are all accounted for. */

const lead = { role: 'line-lead' as const };

async function line(options: object, payload?: PayloadSpec) {
  let at = 1_000;
  const clock = { now: () => (at += 2_000) };
  const app = await openStation({ clock });
  const call = (name: string, input: object) => app.call(name, input, lead);
  if (payload) {
    const elements = [
      {
        id: 'code',
        x: 2,
        y: 2,
        width: 26,
        height: 26,
        kind: 'qr' as const,
        payload,
        level: 'M' as const,
      },
    ];
    const design = { ...sampleDesign, elements };
    must(await app.call('templates.save', { design, note: '' }, { role: 'engineer' }));
  }
  const template = payload ? sampleDesign.id : 'l7651';
  const start = { groupId: 'INV5K1', tag: 'WO-1', template, line: options };
  const batch = must(await call('batches.start', start)) as { id: string };
  const read = async (text: string, kind = 'wedge') => {
    const said = must(await call('station.read', { text, source: { kind, name: '' } })) as {
      verdict: string;
      problem?: { code: string };
    };
    return said.problem ? `${said.verdict} ${said.problem.code}` : said.verdict;
  };
  const label = (deviceSn: string) => encodePayload({ groupId: 'INV5K1', deviceSn });
  const print = async () => {
    app.parts.printing.nudge();
    await app.parts.printing.settle();
  };
  const ledger = async () =>
    must(await call('printing.ledger', { batchId: batch.id })) as Record<string, unknown>;
  return { app, call, batch, read, label, print, ledger };
}

test('a label is held against the unit in hand: its own, its neighbour, another, torn, void', async () => {
  const { app, call, read, label, print, ledger } = await line({ scanBack: 'last', balance: true });
  for (const sn of ['SN-0001', 'SN-0002', 'SN-0003', 'SN-0004']) {
    expect(await read(sn)).toBe('accepted');
  }
  await print();
  expect(await read(label('SN-0004'))).toBe('noted noted-label-applied');
  expect(await read(label('SN-0004'))).toBe('noted noted-label-applied-before');
  expect(await read(label('SN-0003'))).toBe('refused label-neighbour');
  expect(await read(label('SN-0001'))).toBe('refused label-mismatch');
  expect(await ledger()).toMatchObject({
    applied: 1,
    printed: 3,
    verified: 0.25,
    scans: { match: 1, neighbour: 1, mismatch: 1, 'already-applied': 1 },
  });
  expect(app.parts.printing.state().problem).toBeNull();
  expect(await read('LS:INV5K1/%zz')).toBe('refused label-unreadable');
  expect(app.parts.printing.state().problem?.code).toBe('scan-back-stopped');
  expect(await read('SN-0005')).toBe('accepted');
  await print();
  expect(await ledger()).toMatchObject({ printed: 3 });
  must(await call('printing.hold', { printer: 'folder', on: false, reason: 'put right' }));
  await print();
  expect(await ledger()).toMatchObject({ printed: 4, applied: 1 });
  must(await call('undo.last', { reason: 'wrong unit' }));
  expect(mustFail(await call('batches.finish', {})).code).toBe('ledger-to-destroy');
});

test('a batch ends only balanced, or with what is left counted in hand', async () => {
  const { call, batch, read, label, print, ledger } = await line({
    scanBack: 'any',
    balance: true,
  });
  for (const sn of ['SN-0001', 'SN-0002', 'SN-0003']) await read(sn);
  await print();
  expect(await read(label('SN-0002'))).toBe('noted noted-label-applied');
  expect(await read(label('SN-0001'))).toBe('noted noted-label-applied');
  expect(mustFail(await call('batches.finish', {}))).toMatchObject({
    code: 'ledger-unbalanced',
    params: { printed: 3, applied: 2, voided: 0, inHand: 0, difference: 1 },
  });
  must(await call('printing.count', { batchId: batch.id, inHand: 2 }));
  expect(mustFail(await call('batches.finish', {})).params).toMatchObject({ difference: -1 });
  must(await call('printing.count', { batchId: batch.id, inHand: 1 }));
  expect(await ledger()).toMatchObject({ problem: null });
  must(await call('batches.finish', {}));
});

test('says what was made with a roll, and when it runs out', async () => {
  const { call, batch, read, print } = await line({});
  const roll = { kind: 'roll', name: 'L7651', width: 38.1, height: 21.2, labels: 65 };
  must(await call('printing.saveMedia', { ...roll, id: 'P-1' }));
  must(await call('printing.loadMedia', { id: 'P-1', printer: 'folder' }));
  for (const sn of ['SN-0001', 'SN-0002']) await read(sn);
  await print();
  must(await call('printing.saveMedia', { ...roll, id: 'P-2' }));
  must(await call('printing.loadMedia', { id: 'P-2', printer: 'folder', left: 10 }));
  for (const sn of ['SN-0003', 'SN-0004']) await read(sn);
  await print();
  const { items } = must(await call('printing.media', { limit: 10 })) as { items: object[] };
  expect(items).toMatchObject([
    { id: 'P-2', left: 8, printer: 'folder', forecast: { beforeBatchEnds: false } },
    { id: 'P-1', left: 63, printer: null, forecast: null },
  ]);
  const radius = async (wanted: object) => {
    const made = must(await call('printing.blastRadius', { ...wanted, limit: 1 })) as {
      items: { deviceSn: string }[];
      next: object | null;
    };
    const more = made.next
      ? (must(await call('printing.blastRadius', { ...wanted, after: made.next })) as typeof made)
      : { items: [] };
    return [...made.items, ...more.items].map(({ deviceSn }) => deviceSn);
  };
  expect(await radius({ media: 'P-1' })).toEqual(['SN-0001', 'SN-0002']);
  expect(await radius({ media: 'P-2', batchId: batch.id })).toEqual(['SN-0003', 'SN-0004']);
  expect(await radius({ template: 'l7651', version: 1, printer: 'folder' })).toHaveLength(4);
  expect(await radius({ template: 'l7651', version: 2 })).toEqual([]);
});

const gtin = '0401234567890?';
test.for<PayloadSpec>([
  { kind: 'gs1', gtin, serial: '{deviceSn}' },
  { kind: 'digital-link', domain: 'https://id.example.com', gtin, serial: '{deviceSn}' },
  { kind: 'link', base: 'HTTPS://L.EXAMPLE/' },
  { kind: 'json', fields: ['deviceSn', 'batchTag'] },
])(
  'a label whose code is $kind is known when it is scanned back, and is no unit',
  async (payload) => {
    const { read, print, ledger, app } = await line({ scanBack: 'last' }, payload);
    for (const sn of ['SN-0001', 'SN-0002']) expect(await read(sn)).toBe('accepted');
    await print();
    const [one, two] = [...labelRecords(app.parts.store.db, [1, 2], '')].map((record) => {
      const text = encodePayloadSpec(payload, record);
      return (payload.kind === 'gs1' ? ']Q3' : '') + must(text);
    });
    expect(await read(`${two}\r`)).toBe('noted noted-label-applied');
    expect(await read(one as string)).toBe('refused label-neighbour');
    expect(await ledger()).toMatchObject({ applied: 1, printed: 1 });
    expect(await read('SN-0002')).toMatch(/^(refused|seen)/);
  },
);

test('a label that says what the unit says is told from it by symbology or scanner, else not', async () => {
  const { read, print, ledger } = await line({ scanBack: 'last' }, { kind: 'sn' });
  for (const sn of [']C0SN-0001', 'SN-0002']) expect(await read(sn)).toBe('accepted');
  await print();
  expect(await read('SN-0002')).toMatch(/^(refused|seen)/);
  expect(await ledger()).toMatchObject({ applied: 0 });
  expect(await read(']Q1SN-0002')).toBe('noted noted-label-applied');
  expect(await read(']C0SN-0001')).toMatch(/^(refused|seen)/);
  expect(await read('SN-0001', 'typed')).toBe('noted noted-label-applied');
  expect(await ledger()).toMatchObject({ applied: 2 });
});
