import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { uuidV7 } from '../../main/ids.ts';
import type { PrinterDriver } from '../../main/printing/driver.ts';
import { bytesOf } from '../../main/printing/drivers/pieces.ts';
import { wirePrinting } from '../../main/printing/wire.ts';
import { openStore } from '../../main/store/store.ts';

/**
 * A station that prints onto a file until it is killed: `node print-child.ts FOLDER PAPER`. Each label is one
 * line of PAPER. Jobs of its store that ask are left alone: that is for whoever killed it.
 */
const [folder = '', paperFile = ''] = process.argv.slice(2);
const newId = () => uuidV7(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
const store = await openStore({ folder, now: () => Date.now(), newId });
if (!store.ok) throw new Error(store.problem.code);
const paper = openSync(paperFile, 'a');
const printer: PrinterDriver = {
  language: 'zpl',
  async send({ pieces }) {
    let taken = 0;
    for await (const piece of pieces) {
      writeSync(paper, await bytesOf(piece));
      fsyncSync(paper);
      taken++;
    }
    return { taken, begun: taken, problem: null };
  },
  status: async () => ({ ready: true, problem: null, model: null, dpi: null, waiting: null }),
  close: async () => closeSync(paper),
};
const { printing, printJobs } = wirePrinting({
  store: store.value,
  folder,
  log: { info: () => {}, warn: () => {} },
  now: () => Date.now(),
  newId,
  stationName: () => 'ST-1',
  operator: () => 'Li',
  onChange: () => {},
  drivers: {
    get: (id) => (id === 'zebra' ? printer : null),
    ids: () => ['zebra'],
    automatic: () => 'folder',
    settings: () => null,
    close: () => printer.close(),
  },
  release: async () => null,
  make: async (_, job, records) => ({
    ok: true,
    value: records.map(({ deviceSn }) => new TextEncoder().encode(`${deviceSn}\n`)),
  }),
});
await printJobs.goOn();
printing.nudge();
await printing.settle();
await printing.stop();
store.value.close();
console.log('done');
