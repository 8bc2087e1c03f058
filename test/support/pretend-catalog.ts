import { readMasterDataCsv, writeMasterDataCsv } from '../../shared/catalog-csv.ts';
import type { RetiredItems } from '../../shared/models/catalog.ts';
import { type CatalogUse, catalogIdOf } from '../../shared/models/catalog-edit.ts';
import { fail, ok } from '../../shared/problems.ts';
import { richCatalog, richRetired } from './pretend-catalog-items.ts';
import type { PretendTopic } from './pretend-topic.ts';

const none: RetiredItems = {
  environments: [],
  gateways: [],
  masterDataTemplates: [],
  masterDataGroups: [],
  registrationGroups: [],
};

const uses: CatalogUse[] = [
  { what: 'linked-groups', subject: 'md-inverter', count: 2, samples: ['INV5K1', 'INV10K'] },
  {
    what: 'values',
    subject: 'phase',
    count: 1204,
    samples: Array.from(
      { length: 20 },
      (_, index) => `INV5K1-${String(1204 - index).padStart(6, '0')}`,
    ),
  },
  { what: 'values-missing', subject: 'gridCode', count: 31, samples: ['INV5K1-000031'] },
];

/** Each time the gateway "contested" is to be saved, somebody else was quicker. */
let quicker = 0;

/** A catalog to look at. What is saved is answered for, never kept. */
export const catalogCalls: PretendTopic<'catalog'> = {
  'catalog.get': (_, { groups, sync }) => {
    const home = sync.link?.kind === 'lineside' ? 'cloud' : 'station';
    const catalog = groups === 0 ? { ...none, registrationGroups: [] } : richCatalog(quicker);
    return ok({ ...catalog, home });
  },
  'catalog.retired': (_, { groups }) => ok(groups === 0 ? none : richRetired()),
  'catalog.import': ({ text, accept }, state, push) => {
    if (!text.trimStart().startsWith('{')) return fail('catalog-not-json', { detail: 'line 1' });
    if (text.includes('narrower') && !accept) {
      return ok({ saved: false, uses, groups: 0, secretsRefused: [] });
    }
    push({ ...state, groups: 3 });
    return ok({ saved: true, uses: [], groups: 3, secretsRefused: [] });
  },
  'catalog.pull': () => ok({ changed: 4, knownDevices: 48_211 }),
  'catalog.save': ({ edit, accept }) => {
    const id = catalogIdOf(edit);
    if (id === 'contested') {
      quicker += 1;
      return fail('catalog-changed', { subject: id });
    }
    if (id === 'refused') return fail('catalog-needs-cloud', { detail: 'ECONNREFUSED' });
    const narrowed =
      edit.kind === 'masterDataGroup' &&
      (edit.before?.masterData.length ?? 0) > edit.body.masterData.length;
    return accept || !(edit.retired || narrowed)
      ? ok({ saved: true, uses: [] })
      : ok({ saved: false, uses });
  },
  'catalog.export': () => ok({ text: JSON.stringify(richCatalog()) }),
  'catalog.writeCsv': ({ masterDataGroupId: id }) => {
    const group = richCatalog().masterDataGroups.find((each) => each.id === id);
    const text = writeMasterDataCsv(group?.masterData ?? []);
    return text.ok ? ok({ name: `master-data-${id}.csv`, text: text.value }) : text;
  },
  'catalog.readCsv': ({ text }) => {
    const masterData = readMasterDataCsv(text);
    return masterData.ok ? ok({ masterData: masterData.value }) : masterData;
  },
  'catalog.verify': ({ groupId }) =>
    groupId === 'MTR3P2'
      ? ok({
          groupId: 'ok',
          secret: 'wrong',
          detail: 'The cloud has another secret for the group.',
        })
      : ok({
          groupId: 'ok',
          secret: 'unproved',
          detail: 'No device of this group is allocated yet, so the secret cannot be proved.',
        }),
};
