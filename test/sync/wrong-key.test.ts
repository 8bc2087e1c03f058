import { expect, onTestFinished, test } from 'vitest';
import type { State } from '../../shared/models/state.ts';
import { startEnosServer } from '../support/enos-server.ts';
import { must, openStation } from '../support/station.ts';
import { until } from '../support/wait.ts';

/** P3: a cloud that does not let the station in is not shown as connected, also while nothing is owed. */

test('EnOS is shown the key before there is anything to send', async () => {
  const enos = await startEnosServer();
  onTestFinished(() => enos.close());
  const { url, appKey, appSecret, orgId } = enos;
  const app = await openStation({ live: true });
  const states: State[] = [];
  onTestFinished(app.watch((state) => states.push(state)));
  const newest = () => states.at(-1);
  const tie = async (secret: string) => {
    const link = { kind: 'enos', url, appKey, orgId, appSecret: secret };
    must(await app.call('cloud.connect', link, { role: 'admin' }));
  };

  await tie('another');
  await until('the refused key on the light', () => newest()?.lights.cloud.level === 'bad');
  expect(newest()?.lights.cloud.problem?.code).toBe('cloud-key-refused');
  expect(newest()?.sync.lastSuccessAt).toBeNull();

  await tie(appSecret);
  await until('the cloud that lets us in', () => newest()?.sync.lastSuccessAt);
  expect(newest()?.lights.cloud.level).toBe('ok');
});
