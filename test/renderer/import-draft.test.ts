import { expect, test } from 'vitest';
import { draftOf, mappingOf } from '../../renderer/import/columns/draft.ts';
import type { Mapping } from '../../shared/import/mapping/mapping.ts';

const head = ['SN', 'Building', 'Floor', 'Type', 'SN'];

test.each<[string, Mapping]>([
  [
    'a column by its name or, of two with one name, by its letters',
    [
      { to: 'deviceSn', from: { column: '=A' } },
      { to: 'description', from: { column: 'Floor' } },
    ],
  ],
  [
    'joined columns with what stands between them',
    [{ to: 'description', from: { columns: ['Building', 'Floor'], with: ', ' } }],
  ],
  [
    'joined columns in another order than theirs',
    [{ to: 'description', from: { columns: ['Floor', 'Building'], with: '-' } }],
  ],
  [
    'pieces of a column, from its end too',
    [
      { to: 'masterData.model', from: { column: 'Type', split: '/', part: 1 } },
      { to: 'masterData.version', from: { column: 'Type', split: '/', part: -1 } },
    ],
  ],
  [
    'a column that becomes itself and is split too',
    [
      { to: 'description', from: { column: 'Type' } },
      { to: 'batchTag', from: { column: 'Type', split: '-', part: 2 } },
    ],
  ],
  [
    'a column that becomes two things',
    [
      { to: 'description', from: { column: 'Type' } },
      { to: 'batchTag', from: { column: 'Type' } },
    ],
  ],
  [
    'what is the same for each row',
    [
      { to: 'batchTag', from: { constant: 'WO-1' } },
      { to: 'masterData.power', from: { constant: 5 } },
    ],
  ],
])('%s: shown on the screen and planned again it is the same', (_, mapping) => {
  expect(mappingOf(draftOf(mapping, head), head)).toEqual(mapping);
});
