import type { UnitState, UnitTrial } from '../../shared/models/unit.ts';
import { unitSchema } from '../../shared/models/unit.ts';
import { ok, problem } from '../../shared/problems.ts';
import { unitExamples } from '../../shared/units/examples.ts';
import { acceptedRead } from './pretend-scenes.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** Unit ports of a pretend station: one that goes well, one that does not, one on USB. */
export const sampleUnits = (): UnitState[] => [
  {
    unit: unitSchema.parse({
      kind: 'uart',
      id: 'u1',
      path: '/dev/ttyUSB0',
      ...unitExamples.json,
      begins: { kind: 'poll', everySeconds: 2 },
    }),
    connected: true,
    problem: null,
    asking: false,
    lastSn: 'INV5K1-000128',
    lastAt: Date.now() - 9000,
  },
  {
    unit: unitSchema.parse({ kind: 'uart', id: 'u2', path: '/dev/ttyUSB1', ...unitExamples.at }),
    connected: true,
    problem: problem('read-unit-unlike', { attempts: 3, answer: 'AT+CGSN\\r\\r\\nERROR' }),
    asking: false,
    lastSn: null,
    lastAt: null,
  },
  {
    unit: unitSchema.parse({ kind: 'usb', id: 'u3', vendorId: '0403', productId: '6015' }),
    connected: false,
    problem: null,
    asking: false,
    lastSn: null,
    lastAt: null,
  },
];

const trial: UnitTrial = {
  raw: 'boot 1.2 ok\\r\\n{"sn":"INV5K1-000129","MAC":"a0b1c2d3e4f5","firmware":"2.1.0"}\\r\\n',
  deviceSn: 'INV5K1-000129',
  facts: [
    { name: 'sn', value: 'INV5K1-000129' },
    { name: 'MAC', value: 'a0b1c2d3e4f5' },
    { name: 'firmware', value: '2.1.0' },
  ],
  problem: null,
  attempts: 1,
};

export const unitCalls: PretendTopic<'units'> = {
  'units.add': (input, state, push) => {
    const unit = { ...input, id: 'u9' };
    const added = {
      unit,
      connected: true,
      problem: null,
      asking: false,
      lastSn: null,
      lastAt: null,
    };
    push({ ...state, units: [...state.units, added] });
    return ok(unit);
  },
  'units.change': (unit, state, push) => {
    const units = state.units.map((each) => (each.unit.id === unit.id ? { ...each, unit } : each));
    push({ ...state, units });
    return ok(unit);
  },
  'units.remove': ({ id }, state, push) => {
    push({ ...state, units: state.units.filter(({ unit }) => unit.id !== id) });
    return ok({});
  },
  'units.query': (_, state, push) => {
    const read = {
      ...acceptedRead((state.reads[0]?.id ?? 200) + 1),
      at: Date.now(),
      source: { kind: 'uart' as const, name: '/dev/ttyUSB0' },
    };
    push({ ...state, reads: [read, ...state.reads].slice(0, 20) });
    return ok({ items: [read] });
  },
  'units.try': (wish) =>
    ok({
      items: [
        wish.kind === 'usb'
          ? { ...trial, raw: 'FT4A2B91', deviceSn: 'FT4A2B91', facts: [] }
          : trial,
      ],
    }),
};
