import { mayHaveDone } from '../../shared/action-roles.ts';
import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { countMatching, listDevices } from '../store/device-list.ts';
import { findDevice } from '../store/devices.ts';
import { historyOf } from '../store/history.ts';
import { laneOf } from '../store/operations.ts';
import type { Topic } from './topic.ts';

export function deviceHandlers({
  store,
  actions,
  view,
  audit,
  redactor,
  copiedSecret,
}: AppParts): Topic<'devices'> {
  const { db } = store;
  return {
    'devices.list': (query) => ok(listDevices(db, query)),
    'devices.count': (filter) => ok(countMatching(db, filter)),
    'devices.get': ({ groupId, deviceSn }) =>
      ok({
        device: findDevice(db, groupId, deviceSn),
        history: historyOf(db, groupId, deviceSn),
        operations: laneOf(db, groupId, deviceSn).map(
          ({ payload: _payload, sent: _sent, deviceId: _row, ...operation }) => operation,
        ),
      }),
    'devices.look': (name) => view.look(name),
    'devices.adopt': (name, { by }) => view.adopt(name, by),
    'devices.plan': async (action) => ok(await actions.plan(action)),
    'devices.act'(action, { role, by }) {
      const may = mayHaveDone(role, action.action);
      return may.ok ? actions.act(action, by) : may;
    },
    async 'devices.reveal'({ groupId, deviceSn, reason }, { by }) {
      const shown = await view.reveal({ groupId, deviceSn }, { by, reason });
      if (shown.ok) redactor.know(shown.value.deviceSecret);
      return shown;
    },
    'devices.copied'({ part, digest, ...name }, { by }) {
      const written = audit('credentials-copied', part, by, name);
      return written.ok ? ok({ clearsIn: digest ? copiedSecret.copied(digest) : null }) : written;
    },
  };
}
