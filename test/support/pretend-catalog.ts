import type { CatalogUse } from '../../shared/models/catalog-edit.ts';
import { fail, ok } from '../../shared/problems.ts';
import { sampleCatalog } from './pretend-scenes.ts';
import type { PretendTopic } from './pretend-topic.ts';

const empty = {
  home: 'station' as const,
  environments: [],
  gateways: [],
  masterDataTemplates: [],
  masterDataGroups: [],
  registrationGroups: [],
};

/** A catalog that can be looked at; saving always answers the same. */
export const catalogCalls: PretendTopic<'catalog'> = {
  'catalog.get': (_, { groups, sync }) => {
    if (groups === 0) return ok(empty);
    const home = sync.link?.kind === 'lineside' ? 'cloud' : 'station';
    return ok({ ...sampleCatalog(), home });
  },
  'catalog.import': ({ text }, state, push) => {
    if (!text.trimStart().startsWith('{')) return fail('catalog-not-json', { detail: 'line 1' });
    push({ ...state, groups: 3 });
    return ok({ groups: 3, secretsRefused: [] });
  },
  'catalog.pull': () => ok({ changed: 4, knownDevices: 48_211 }),
  'catalog.save': ({ edit, accept }) => {
    if (accept || !(edit.retired || edit.kind === 'masterDataGroup')) {
      return ok({ saved: true, uses: [] });
    }
    const uses: CatalogUse[] = [
      { what: 'linked-groups', subject: 'md-inverter', count: 2, samples: ['INV5K1', 'MTR3P2'] },
      { what: 'values', subject: 'phase', count: 1204, samples: ['INV5K1-000119'] },
    ];
    return ok({ saved: false, uses });
  },
  'catalog.export': () => ok({ text: JSON.stringify(sampleCatalog()) }),
  'catalog.writeCsv': ({ masterDataGroupId }) =>
    ok({ name: `master-data-${masterDataGroupId}.csv`, text: 'identifier,name,type\r\n' }),
  'catalog.readCsv': ({ text }) =>
    text.includes('identifier')
      ? ok({ masterData: sampleCatalog().masterDataGroups[0]?.masterData ?? [] })
      : fail('catalog-misfit', { detail: 'line 1 has no column "identifier"' }),
  'catalog.verify': () =>
    ok({ groupId: 'ok', secret: 'unproved', detail: 'no device of this group is allocated yet' }),
};
