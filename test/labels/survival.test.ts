import { describe, expect, onTestFinished, test } from 'vitest';
import { createSurveyor } from '../../main/labels/survival/surveyor.ts';
import { survivalOf } from '../../main/labels/survival/survival.ts';
import type { LabelDesign, LabelElement } from '../../shared/models/label-design.ts';
import { type Survival, type SurvivalKind, survivalKinds } from '../../shared/models/survival.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { must, mustFail, openStation } from '../support/station.ts';

const record = (deviceSn: string) => ({
  groupId: 'INV5K1',
  deviceSn,
  title: 'Inverter 5 kW',
  fields: { deviceSn, groupId: 'INV5K1', groupName: 'Inverter 5 kW' },
});
const [qr] = sampleDesign.elements;
const withCode = (part: object, more: Partial<LabelDesign> = {}): LabelDesign => ({
  ...sampleDesign,
  ...more,
  elements: [{ ...qr, ...part } as LabelElement],
});
const survival = async (design: LabelDesign, { propose = false, rounds = 6, seed = 1 } = {}) =>
  must(
    await survivalOf({
      design,
      longest: null,
      usual: record('INV5K1-000128'),
      propose,
      trials: { rounds, seed },
    }),
  );
const first = ({ codes: [code] }: Survival) => {
  if (!code) throw new Error('no code');
  return code;
};
const readOf = (label: Survival, kind: SurvivalKind) =>
  first(label).kinds.find((each) => each.kind === kind)?.read;

describe('how often a label is read after what happens to it', () => {
  test('is counted for each kind, and the same for the same seed', async () => {
    const once = await survival(sampleDesign);
    expect(first(once).kinds.map(({ kind, of }) => [kind, of])).toEqual(
      survivalKinds.map((kind) => [kind, 6]),
    );
    expect(first(once)).toMatchObject({ element: 'code', of: 36 });
    expect(await survival(sampleDesign)).toEqual(once);
    expect(await survival(sampleDesign, { seed: 2 })).not.toEqual(once);
  });

  test('a code in the middle survives drift and skew, one at the very edge loses its white or more', async () => {
    const matrix = { kind: 'data-matrix', width: 13, height: 13 };
    const sound = await survival(withCode({ ...matrix, x: 15, y: 8 }), { rounds: 8 });
    expect([readOf(sound, 'drift'), readOf(sound, 'skew')]).toEqual([8, 8]);
    const edge = await survival(withCode({ ...matrix, x: 0, y: 0 }, { drift: 0 }), { rounds: 8 });
    expect(readOf(edge, 'drift')).toBeLessThan(8);
  });
});

test('what is proposed reads as often as was promised, and changes nothing else', async () => {
  const design = withCode({ x: 3, y: 3, width: 18, height: 18, level: 'L' });
  const { stronger, read, of, element } = first(
    await survival(design, { propose: true, rounds: 8 }),
  );
  if (!stronger) throw new Error('nothing better was found');
  expect(stronger.read).toBeGreaterThan(read + 0.03 * of);
  const { level, x, y, width, height } = stronger;
  const better = withCode({ x, y, width, height, level });
  expect(first(await survival(better, { rounds: 8 }))).toMatchObject({
    element,
    read: stronger.read,
  });
});

test('a label without a code has nothing to be read; one whose code has no room says so', async () => {
  expect(await survival({ ...sampleDesign, elements: sampleDesign.elements.slice(2) })).toEqual({
    longest: false,
    codes: [],
  });
  const design = withCode({ width: 8, height: 8 });
  const usual = record('INV5K1-000128');
  const trials = { rounds: 1, seed: 1 };
  const none = await survivalOf({ design, longest: null, usual, propose: false, trials });
  expect(mustFail(none).code).toBe('label-element-too-small');
});

test('what is asked again is not tried again', async () => {
  const surveyor = createSurveyor();
  onTestFinished(() => surveyor.close());
  const ask = (seed: number) =>
    surveyor.run({
      design: sampleDesign,
      longest: null,
      usual: record('INV5K1-000128'),
      propose: false,
      trials: { rounds: 1, seed },
    });
  const asked = ask(1);
  expect(ask(1)).toBe(asked);
  expect(ask(2)).not.toBe(asked);
  must(await asked);
  expect(ask(1)).toBe(asked);
});

test('a station answers beside its own thread, for the longest data, also of a template by its name', async () => {
  const app = await openStation();
  const ask = (design: unknown) =>
    app.call(
      'templates.survival',
      { design, groupId: 'INV5K1', rounds: 1 },
      { role: 'technician' },
    );
  const [own, builtIn] = await Promise.all([ask(sampleDesign), ask('roll-50x30')]);
  expect(must(own)).toMatchObject({ longest: true, codes: [{ element: 'code', of: 6 }] });
  expect(must(builtIn)).toMatchObject({ codes: [{ element: null, of: 6, stronger: null }] });
  expect(mustFail(await ask('no-such')).code).toBe('template-unknown');
});
