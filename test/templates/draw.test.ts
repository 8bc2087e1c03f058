import { expect, test } from 'vitest';
import { papers } from '../../shared/labels/papers.ts';
import { decodePayload } from '../../shared/labels/payload.ts';
import type { LabelDesign, LabelElement } from '../../shared/models/label-design.ts';
import type { DrawnLabel } from '../../shared/models/template.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { must, mustFail, openStation } from '../support/station.ts';

const technician = { role: 'technician' } as const;

async function drawer() {
  const app = await openStation();
  const draw = (design: LabelDesign | string, more: object = {}) =>
    app.call('templates.draw', { design, ...more }, technician);
  return {
    app,
    draw,
    drawn: async (...of: Parameters<typeof draw>) => must(await draw(...of)) as DrawnLabel,
  };
}

const part = (label: DrawnLabel, element: string) => {
  const found = label.parts.find((each) => each.element === element);
  if (!found) throw new Error(`no part ${element}`);
  return found;
};
const codeOf = (label: DrawnLabel, element: string) => {
  const mark = part(label, element).marks.find(({ kind }) => kind === 'modules');
  if (mark?.kind !== 'modules') throw new Error('no code');
  return mark;
};

test('every built-in template is drawn by its id, with usual and with the longest data', async () => {
  const { drawn } = await drawer();
  for (const { id } of papers) {
    const label = await drawn(id);
    expect(label.parts.every(({ marks, problem }) => marks.length > 0 && problem === null)).toBe(
      true,
    );
    expect(label.faults).toEqual([]);
    const worst = await drawn(id, { record: 'worst' });
    expect(worst.deviceSn.length).toBeGreaterThan(label.deviceSn.length);
  }
}, 180_000);

test('letters come as the outlines they are printed with, codes as what a scanner reads', async () => {
  const { drawn } = await drawer();
  const label = await drawn(sampleDesign, { groupId: 'INV5K1' });
  const code = codeOf(label, 'code');
  expect(decodePayload(code.text)).toEqual({ groupId: 'INV5K1', deviceSn: label.deviceSn });
  expect(code.rows).toHaveLength(code.rows[0]?.length ?? 0);
  const title = part(label, 'title').marks;
  expect(title.length).toBeGreaterThan(0);
  for (const mark of title) {
    expect(mark.kind).toBe('path');
    // Curves, not a box in place of a letter.
    if (mark.kind === 'path') expect(mark.d).toMatch(/Q/);
  }
});

test('what cannot be drawn says why and hides nothing else', async () => {
  const { drawn } = await drawer();
  const broken: LabelElement = {
    id: 'lost',
    kind: 'text',
    x: 24,
    y: 12,
    width: 20,
    height: 4,
    text: '{masterData.NoSuchThing',
    fontSize: 3,
    align: 'left',
    overflow: 'shrink',
  };
  const design = { ...sampleDesign, elements: [broken, ...sampleDesign.elements] };
  const label = await drawn(design);
  expect(part(label, 'lost')).toMatchObject({ marks: [], problem: { code: 'label-text-wrong' } });
  expect(part(label, 'code').problem).toBeNull();
});

test('a device is drawn with its own data; one that is not there is said', async () => {
  const { app, draw, drawn } = await drawer();
  const start = {
    groupId: 'INV5K1',
    tag: 'B1',
    target: 5,
    template: 'l7651',
    allocateTo: { regionId: 'beta', orgId: 'o-solar' },
  };
  must(await app.call('batches.start', start, technician));
  const read = app.parts.station.receive('INV5K1-000777', { kind: 'serial', name: 'hand' });
  expect(read.verdict).toBe('accepted');
  const record = { groupId: 'INV5K1', deviceSn: 'INV5K1-000777' };
  expect((await drawn(sampleDesign, { record })).deviceSn).toBe('INV5K1-000777');
  const gone = await draw(sampleDesign, { record: { ...record, deviceSn: 'INV5K1-000778' } });
  expect(mustFail(gone).code).toBe('device-unknown');
});

test('a code that a scanner would not read from that printer is said, also where only the longest data makes it so', async () => {
  const { drawn } = await drawer();
  const [code] = sampleDesign.elements;
  const payload = { kind: 'json', fields: ['deviceSn', 'batchTag'] };
  const sized = (side: number) => ({
    ...sampleDesign,
    elements: [{ ...code, payload, level: 'L', width: side, height: side } as LabelElement],
  });
  const weights = async (side: number) =>
    (await drawn(sized(side), { groupId: 'INV5K1' })).faults.map(
      ({ element, weight, longest, problem }) => [element, weight, longest ?? false, problem.code],
    );
  expect(await weights(27)).toEqual([]);
  expect(await weights(22)).toEqual([['code', 'warned', true, 'label-code-unreadable']]);
  expect(await weights(14)).toEqual([['code', 'refused', false, 'label-code-unreadable']]);
});

test('secrets in a design are found while it is drawn, and keep it from being saved', async () => {
  const { app, drawn } = await drawer();
  const [code, sn, title] = sampleDesign.elements;
  const design = {
    ...sampleDesign,
    elements: [code, sn, { ...title, text: 'PIN: {masterData.groupSecret}' }],
  } as LabelDesign;
  const label = await drawn(design);
  expect(label.faults).toContainEqual(
    expect.objectContaining({ element: 'title', weight: 'refused' }),
  );
  const saved = await app.call('templates.save', { design }, { role: 'engineer' });
  expect(mustFail(saved).code).toBe('label-secret');
});
