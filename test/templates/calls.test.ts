import { expect, test } from 'vitest';
import { papers } from '../../shared/labels/papers.ts';
import type { LabelDesign, LabelElement } from '../../shared/models/label-design.ts';
import type { Survival } from '../../shared/models/survival.ts';
import type { DesignFault, OpenTemplate, TemplateCard } from '../../shared/models/template.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { must, mustFail, openStation } from '../support/station.ts';

const engineer = { role: 'engineer' } as const;
type Taken = { template: TemplateCard | null; faults: DesignFault[] };

async function station() {
  const app = await openStation();
  const call = (name: string, input: object) => app.call(name, input, engineer);
  return {
    call,
    save: (design: LabelDesign, note = '') => call('templates.save', { design, note }),
    cards: async () =>
      (must(await call('templates.list', {})) as { items: TemplateCard[] }).items.filter(
        ({ builtIn }) => !builtIn,
      ),
    take: async (file: unknown) =>
      must(await call('templates.import', { text: JSON.stringify(file) })) as Taken,
    export: async (id: string) => {
      const { text } = must(await call('templates.export', { id })) as { text: string };
      return JSON.parse(text) as { format: string; formatVersion: number; design: LabelDesign };
    },
  };
}

test('built-in templates are listed and never changed', async () => {
  const { call, save } = await station();
  const { items } = must(await call('templates.list', {})) as { items: TemplateCard[] };
  expect(items.map(({ id }) => id)).toEqual(papers.map(({ id }) => id));
  expect(items.every(({ builtIn, version }) => builtIn && version === 1)).toBe(true);
  const [first] = papers as [LabelDesign];
  expect(mustFail(await save({ ...first, version: 2 })).code).toBe('template-built-in');
  expect(mustFail(await call('templates.retire', { id: first.id })).code).toBe('template-built-in');
});

test('saving adds the next version and no other, and every version can be opened', async () => {
  const { call, save, cards } = await station();
  must(await save(sampleDesign));
  // Two people opened version 1: the second to save is told, and loses nothing of the first.
  must(await save({ ...sampleDesign, version: 2, name: 'Theirs' }, 'larger'));
  const late = mustFail(await save({ ...sampleDesign, version: 2, name: 'Mine' }));
  expect(late).toMatchObject({ code: 'template-version-taken', params: { newest: 2 } });
  expect(mustFail(await save({ ...sampleDesign, version: 9 })).code).toBe('template-version-taken');
  const opened = must(await call('templates.get', { id: 'own-1' })) as OpenTemplate;
  expect(opened.design.name).toBe('Theirs');
  expect(opened.versions).toMatchObject([
    { version: 2, note: 'larger', by: 'engineer' },
    { version: 1, note: '' },
  ]);
  const before = must(await call('templates.get', { id: 'own-1', version: 1 })) as OpenTemplate;
  expect(before.design).toEqual(sampleDesign);
  must(await call('templates.retire', { id: 'own-1' }));
  const start = { groupId: 'INV5K1', tag: 'WO-1', template: 'own-1' };
  expect(mustFail(await call('batches.start', start))).toMatchObject({
    code: 'template-retired',
    params: { template: 'Theirs' },
  });
  expect(await cards()).toMatchObject([{ id: 'own-1', retired: true, version: 2 }]);
});

test('what is exported comes in again, under another name where that is taken', async () => {
  const first = await station();
  must(await first.save(sampleDesign));
  const file = await first.export('own-1');
  expect(file.design).toEqual(sampleDesign);
  const again = await first.take(file);
  expect(again.template).toMatchObject({ id: 'own-1-2', version: 1, name: sampleDesign.name });
  expect((await first.take(file)).template?.id).toBe('own-1-3');
  const second = await station();
  expect((await second.take({ ...file, design: { ...file.design, version: 7 } })).template).toEqual(
    {
      ...again.template,
      id: 'own-1',
      at: expect.any(Number),
    },
  );
  const builtIn = await second.export('l7651');
  expect((await second.take(builtIn)).template).toMatchObject({ id: 'l7651-2', builtIn: false });
});

const good = { format: 'lineside-label-template', formatVersion: 1, design: sampleDesign };
const changed = (change: (design: Record<string, unknown>) => void) => {
  const design = structuredClone(sampleDesign) as unknown as Record<string, unknown>;
  change(design);
  return { ...good, design };
};
const elementsOf = (design: Record<string, unknown>) =>
  design.elements as Record<string, unknown>[] & [Record<string, unknown>];

test.each([
  ['not JSON', '{"format":', 'template-file-unreadable'],
  ['another file', JSON.stringify({ format: 'gateway' }), 'template-file-unreadable'],
  ['null', 'null', 'template-file-unreadable'],
  ['a later form', JSON.stringify({ ...good, formatVersion: 2 }), 'template-file-unreadable'],
])('a file that is none is refused: %s', async (_, text, code) => {
  const { call, cards } = await station();
  expect(mustFail(await call('templates.import', { text })).code).toBe(code);
  expect(await cards()).toEqual([]);
});

test.each<[string, object, object[]]>([
  [
    'fields missing, too small and too large, each named',
    changed((design) => {
      delete design.name;
      design.drift = 9;
      elementsOf(design)[0].width = -1;
    }),
    [
      { element: null, problem: { code: 'template-field-missing', params: { field: 'name' } } },
      { element: null, problem: { code: 'template-field-large', params: { most: 5 } } },
      {
        element: 'code',
        problem: { code: 'template-field-small', params: { field: 'elements.0.width' } },
      },
    ],
  ],
  [
    'an element of an unknown kind',
    changed((design) => {
      elementsOf(design)[0].kind = 'script';
    }),
    [{ element: 'code', problem: { code: 'template-field-bad' } }],
  ],
  [
    'an element outside the label',
    changed((design) => {
      elementsOf(design)[0].x = 40;
    }),
    [{ element: 'code', problem: { code: 'template-element-outside' } }],
  ],
  [
    'a name that turns its line round',
    changed((design) => {
      design.name = 'Front \u{202e}gnp.exe';
    }),
    [{ element: null, problem: { code: 'template-unprintable' } }],
  ],
  [
    'a picture that is none',
    changed((design) => {
      const box = { id: 'logo', x: 30, y: 10, width: 10, height: 10 };
      design.elements = [{ ...box, kind: 'image', png: btoa('<svg onload=alert(1)>') }];
    }),
    [{ element: 'logo', problem: { code: 'template-image-bad' } }],
  ],
  [
    'one name for two elements',
    changed((design) => {
      elementsOf(design).push({ ...elementsOf(design)[0] });
    }),
    [{ element: null, problem: { code: 'template-element-twice' } }],
  ],
  [
    'a sheet whose labels leave the page and overlap',
    changed((design) => {
      const size = { width: 50, height: 30 };
      const page = { width: 210, height: 297 };
      const grid = { columns: 5, rows: 2, origin: { x: 5, y: 5 }, pitch: { x: 45, y: 31 } };
      design.paper = { form: 'sheet', page, label: size, ...grid };
    }),
    [
      { element: null, problem: { code: 'template-page-left' } },
      { element: null, problem: { code: 'template-labels-overlap' } },
    ],
  ],
])('an import says what is wrong and keeps nothing: %s', async (_, file, faults) => {
  const { take, cards } = await station();
  const taken = await take(file);
  expect(taken.template).toBeNull();
  expect(taken.faults).toMatchObject(faults);
  expect(await cards()).toEqual([]);
});

test('a design that was tried carries its score in the list, whichever version says it; one that was not has none', async () => {
  const { call, save, cards } = await station();
  const scores = async () =>
    (await cards()).map(({ id, version, survival }) => [id, version, survival]);
  must(await save(sampleDesign));
  expect(await scores()).toEqual([['own-1', 1, null]]);
  must(await call('templates.survival', { design: sampleDesign, rounds: 1 }));
  expect(await scores()).toEqual([['own-1', 1, null]]);
  const { codes } = must(await call('templates.survival', { design: sampleDesign })) as Survival;
  const kept = { read: codes[0]?.read, of: 96, longest: true };
  expect(await scores()).toEqual([['own-1', 1, kept]]);
  // Another name is no other label; another place is.
  must(await save({ ...sampleDesign, version: 2, name: 'Front' }));
  expect(await scores()).toEqual([['own-1', 2, kept]]);
  const [code, ...others] = sampleDesign.elements as [LabelElement];
  const moved = { ...sampleDesign, elements: [{ ...code, x: 2.5 }, ...others] };
  must(await save({ ...moved, version: 3 }));
  expect(await scores()).toEqual([['own-1', 3, null]]);
});
