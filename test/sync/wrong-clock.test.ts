import { expect, onTestFinished, test } from 'vitest';
import { startEnosServer } from '../support/enos-server.ts';
import { must, openStation } from '../support/station.ts';

const admin = { role: 'admin' } as const;
const day = 86_400_000;

test.for([2 * 365 * day, -3 * day])(
  'P2: with a clock that is wrong by %i ms, our own device after a lost reply is ours',
  async (wrongBy) => {
    const server = await startEnosServer();
    onTestFinished(() => server.close());
    let off = wrongBy;
    const app = await openStation({ clock: { now: () => Date.now() + off } });
    const { url, appKey, appSecret, orgId } = server;
    const link = { kind: 'enos', url, appKey, appSecret, orgId };
    must(await app.call('cloud.connect', link, admin));
    must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B1' }, admin));
    app.parts.station.receive('CLOCK-0001', { kind: 'typed', name: '' });
    let lost = 0;
    server.fault = ({ action }) =>
      action === 'create' && lost++ === 0 ? { kind: 'drop-reply' } : undefined;
    // Whoever sets the clock right does so between the sending and the look.
    const { devices } = server;
    const call = devices.call.bind(devices);
    devices.call = (action, query, body) => {
      if (action === 'create') off = 0;
      return call(action, query, body);
    };
    must(await app.parts.sync.drain({ deadline: performance.now() + 20_000, patienceMs: 5_000 }));
    const { queue } = must(await app.call('state.get', {}, admin)) as { queue: object };
    expect(queue).toMatchObject({ confirmed: 1, parked: 0, inDoubt: 0 });
    expect(devices.all()).toHaveLength(1);
    expect(server.blindResends()).toEqual([]);
  },
);
