import type { OutboxItem } from '../../main/store/operations.ts';
import type { Answer, Cloud, Outcome } from '../../main/sync/clouds/cloud.ts';
import { runRound } from '../../main/sync/outbox.ts';
import { fail, problem } from '../../shared/problems.ts';
import { must, newId, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** A stand-in for a cloud: answers what the test says, and remembers what it was asked. */
export function scripted(
  answer: (
    item: OutboxItem,
    ask: 'send' | 'lookUp',
  ) => Outcome | 'lost' | Promise<Outcome | 'lost'>,
  shape: Partial<Cloud> = {},
) {
  const asked: string[] = [];
  const reply =
    (ask: 'send' | 'lookUp') =>
    async (items: readonly OutboxItem[]): Promise<Answer> => {
      const outcomes = new Map<string, Outcome>();
      let failure: Answer['failure'] = null;
      for (const item of items) {
        asked.push(`${ask} ${item.kind} ${item.deviceSn}`);
        const outcome = await answer(item, ask);
        const why = problem('cloud-unreachable', { detail: 'test' });
        if (outcome === 'lost') {
          failure = { problem: why, pause: false, retryAfterMs: null };
          outcomes.set(item.key, { kind: 'in_doubt', problem: why });
        } else outcomes.set(item.key, outcome);
      }
      return { outcomes, failure };
    };
  const cloud: Cloud = {
    batch: 1,
    lanes: 2,
    wholeLanes: false,
    send: reply('send'),
    lookUp: reply('lookUp'),
    look: async () => fail('cloud-unreachable', { detail: 'test' }),
    knowsGroup: async () => fail('cloud-unreachable', { detail: 'test' }),
    enter: null,
    time: null,
    credentials: null,
    saveCatalog: null,
    importCatalog: null,
    anyAllocated: null,
    pullCatalog: null,
    leaseRange: null,
    pullDevices: null,
    ...shape,
  };
  return { cloud, asked };
}

/** A real store with these units, registered and to be allocated, and rounds of sending for them. */
export async function outbox(sns: string[]) {
  const store = must(await openStoreIn(temporaryFolder()));
  for (const deviceSn of sns) {
    const deviceData = { deviceSn };
    must(
      store.commit({
        type: 'device-registered',
        at: 1,
        groupId: 'G',
        deviceSn,
        batchId: null,
        allocateTo: null,
        masterData: {},
        source: { kind: 'typed', name: '' },
        raw: deviceSn,
        label: false,
        operations: [
          { key: newId(), kind: 'create', payload: { deviceData } },
          { key: newId(), kind: 'allocate', payload: { deviceData: {} } },
        ],
      }),
    );
  }
  let clock = 1_000_000;
  /** Each round is long enough after the one before that nothing waits any more. */
  const rounds = async (cloud: Cloud, count: number, step = 10 * 60_000) => {
    for (let round = 0; round < count; round++) {
      clock += step;
      await runRound({
        store,
        cloud,
        now: () => clock,
        chance: () => 1,
        longestWait: 60_000,
        late: () => false,
        onChange: () => {},
      });
    }
  };
  return { store, rounds };
}
