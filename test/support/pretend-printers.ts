import {
  folderPrinter,
  offsetFrom,
  type PrinterHealth,
  type PrinterSettings,
  printerSettingsSchema,
  type StationPrinter,
} from '../../shared/models/printer.ts';
import { fail, ok, problem } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

const health = (more: Partial<PrinterHealth> = {}): PrinterHealth => ({
  ready: true,
  problem: null,
  model: null,
  dpi: null,
  waiting: null,
  at: Date.now() - 4000,
  ...more,
});

const printer = (
  settings: Omit<PrinterSettings, 'offset' | 'speed' | 'darkness' | 'cut' | 'peel'>,
) => printerSettingsSchema.parse(settings);

/** A printer that is well, one without paper, one with another head than was said, one that is not there. */
export const samplePrinters = (): StationPrinter[] => [
  { ...folderPrinter, health: health() },
  {
    ...printer({
      id: 'p1',
      name: '3 号线 Line 3, large labels',
      way: { kind: 'tcp', host: 'printer-3.line.example', port: 9100 },
      automatic: false,
      language: 'zpl',
      dpi: 203,
    }),
    offset: { x: 0.5, y: -0.25 },
    health: health({ model: 'ZT411-300dpi', dpi: 300, waiting: 3 }),
  },
  {
    ...printer({
      id: 'p2',
      name: 'Box labels',
      way: { kind: 'tcp', host: '10.20.30.41', port: 9100 },
      automatic: false,
      language: 'tspl',
      dpi: 203,
    }),
    health: health({ ready: false, problem: problem('printer-paper-out') }),
  },
  {
    ...printer({
      id: 'p3',
      name: 'Office',
      way: { kind: 'cups', queue: 'office_laser' },
      automatic: false,
      language: 'pdf',
      dpi: 600,
    }),
    health: health({ ready: false, problem: problem('printer-no-cups', { command: 'lpstat' }) }),
  },
  {
    ...printer({
      id: 'p4',
      name: 'Bench',
      way: { kind: 'device', path: '/dev/usb/lp0' },
      automatic: false,
      language: 'zpl',
      dpi: 300,
    }),
    health: null,
  },
];

export const printerCalls: PretendTopic<'printers'> = {
  'printers.list': (_, { printers }) =>
    ok({
      items: printers,
      found: [{ name: 'lp0', way: { kind: 'device', path: '/dev/usb/lp0' } }],
    }),
  'printers.status': () => ok(health()),
  'printers.save': ({ id = 'p9', ...wish }, state, push) => {
    const saved = { ...wish, id };
    const others = state.printers.filter((each) => each.id !== id);
    push({ ...state, printers: [...others, { ...saved, health: null }] });
    return ok(saved);
  },
  'printers.remove': ({ id }, state, push) => {
    push({ ...state, printers: state.printers.filter((each) => each.id !== id) });
    return ok({});
  },
  'printers.test': ({ id }) => (id === 'p2' ? fail('printer-paper-out') : ok({ printed: 1 })),
  'printers.calibrate': ({ id, measured }, state) => {
    const was = state.printers.find((each) => each.id === id);
    const offset = was && offsetFrom(was.offset, measured);
    return offset ? ok({ ...was, offset }) : fail('printer-offset-far', { max: 10 });
  },
};
