import { createApp } from '../../../main/app.ts';
import { machineWorld } from '../../../main/hosts/world.ts';
import { must } from '../../support/must.ts';

/** One process of ours: a file planned, or planned and let in. */
const [, , file = '', folder = '', what = 'all', count = '0'] = process.argv;
const world = must(machineWorld({ folder, passphrase: 'correct horse battery' }));
const app = must(await createApp(world, { live: false }));
const text = JSON.stringify({
  gateways: [{ id: 'hub', name: 'Hub' }],
  masterDataGroups: [
    {
      id: 'md',
      name: 'Pumps',
      assetType: 'Pump',
      masterData: Array.from({ length: 8 }, (_, at) => ({
        identifier: `a${at + 1}`,
        name: `a${at + 1}`,
        type: at === 3 ? 'Double' : at === 6 ? 'Date' : at === 7 ? 'Integer' : 'String',
      })),
    },
  ],
  registrationGroups: [
    {
      groupId: 'PUMP',
      name: 'Pumps',
      masterDataGroupId: 'md',
      gatewayId: 'hub',
      snRule: { pattern: 'IMP-[0-9]{9}', checkDigit: 'none' },
    },
  ],
});
must(await app.call('catalog.import', { text }, { role: 'admin' }));
const { importer } = app.parts;
const { id } = must(await importer.take(file, 'lot.csv', 'bench'));
const { mapping } = must(await importer.look(id, { choice: {}, groupId: 'PUMP' }));
const options = {
  groupId: 'PUMP',
  choice: {},
  mapping,
  batchId: null,
  allocateTo: null,
  answers: [],
};
const before = process.resourceUsage();
const began = performance.now();
must(importer.plan(id, options));
await importer.settled();
if (what === 'all') {
  must(await importer.start(id, 'admin', 'bench'));
  await importer.settled();
}
const { info } = must(await importer.get(id));
if (info.counts.create !== Number(count)) throw new Error(JSON.stringify(info));
const wall = (performance.now() - began) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const cpu = (userCPUTime + systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6;
console.log(JSON.stringify({ cpu, wall, rss: maxRSS / 1024 }));
await app.close();
process.exit(0);
