import type { App } from '../../main/app.ts';
import type { Source } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';
import { must, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** A station with a batch that is checked in some way, and a clock that the test moves. */

export const lead = { role: 'line-lead' } as const;
export const technician = { role: 'technician' } as const;
export const sources = {
  unit: { kind: 'serial', name: 'A' },
  box: { kind: 'serial', name: 'B' },
  device: { kind: 'uart', name: 'ttyUSB0' },
} as const satisfies Record<string, Source>;

export interface Answer {
  verdict: string;
  deviceSn?: string;
  problem?: { code: string; message: string; params?: Record<string, unknown> };
}

export async function lineStation(line: object, batch: object = {}) {
  const folder = temporaryFolder();
  let at = Date.UTC(2025, 10, 26, 9, 0);
  const clock = { now: () => at };
  let app: App = await openStation({ folder, clock });
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B1', line, ...batch }, lead));
  const state = async () => must(await app.call('state.get', {}, lead)) as State;
  return {
    folder,
    app: () => app,
    pass: (ms: number) => {
      at += ms;
    },
    now: () => at,
    /** Two seconds after the one before. */
    async read(text: string, source: Source = sources.unit) {
      at += 2000;
      return app.parts.station.receive(text, source) as Answer;
    },
    call: (name: string, input: object, caller: { role: 'technician' | 'line-lead' } = lead) =>
      app.call(name, input, caller),
    state,
    batch: async () => (await state()).batch as NonNullable<State['batch']>,
    devices: () =>
      app.parts.store.db.prepare('SELECT device_sn FROM device ORDER BY id').pluck().all(),
    /** Ends the process's part in it and starts again in the same folder. */
    async restart() {
      await app.close();
      app = await openStation({ folder, clock, catalog: false });
    },
  };
}
