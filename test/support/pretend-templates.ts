import { designInfo, findDesign, papers } from '../../shared/labels/papers.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { type Survival, survivalKinds } from '../../shared/models/survival.ts';
import type { OpenTemplate, TemplateCard } from '../../shared/models/template.ts';
import { ok } from '../../shared/problems.ts';
import { pretendDrawing } from './pretend-drawn.ts';
import type { PretendTopic } from './pretend-topic.ts';
import { sampleDesign } from './sample-design.ts';

/** Built-in templates and one that was made here, twice changed. */

const own: LabelDesign = { ...sampleDesign, version: 3 };

const cardOf = (design: LabelDesign, builtIn: boolean): TemplateCard => ({
  ...designInfo(design),
  version: design.version,
  builtIn,
  retired: false,
  form: design.parts.length > 1 ? 'tag' : design.paper.form,
  at: builtIn ? null : Date.now() - 90_000_000,
  by: builtIn ? '' : 'A. Li (engineer)',
  survival: builtIn ? null : { read: 80, of: 96, longest: true },
});

const opened = (design: LabelDesign, builtIn: boolean): OpenTemplate => ({
  design,
  builtIn,
  retired: false,
  versions: builtIn
    ? []
    : [
        { version: 3, at: Date.now() - 90_000_000, by: 'A. Li (engineer)', note: 'Larger code' },
        { version: 2, at: Date.now() - 190_000_000, by: 'A. Li (engineer)', note: 'SN moved down' },
        { version: 1, at: Date.now() - 290_000_000, by: 'W. Chen (engineer)', note: '' },
      ],
});

/** A code that streaks are hard on, and that does better at level Q and 21.5 mm. */
const pretendSurvival = (propose: boolean): Survival => {
  const reads = { 'dead-dots': 13, streaks: 7, scratches: 12, contrast: 16, drift: 16, skew: 16 };
  return {
    longest: true,
    codes: [
      {
        element: 'code',
        kinds: survivalKinds.map((kind) => ({ kind, read: reads[kind], of: 16 })),
        read: 80,
        of: 96,
        stronger: propose
          ? { level: 'Q', x: 1, y: 1, width: 21.5, height: 21.5, read: 93, of: 96 }
          : null,
      },
    ],
  };
};

export const templateCalls: PretendTopic<'templates'> = {
  'templates.list': () =>
    ok({ items: [...papers.map((design) => cardOf(design, true)), cardOf(own, false)] }),
  'templates.get'({ id }) {
    if (id === own.id) return ok(opened(own, false));
    const found = findDesign(id);
    return found.ok ? ok(opened(found.value, true)) : found;
  },
  'templates.save': ({ design }) => ok(opened(design, false)),
  'templates.retire': () => ok({}),
  'templates.import': () => ok({ template: cardOf(own, false), faults: [] }),
  'templates.draw'({ design, record }) {
    const long = 'INV5K1-WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW';
    const deviceSn =
      typeof record === 'object' ? record.deviceSn : record === 'worst' ? long : 'INV5K1-000128';
    if (typeof design !== 'string') return ok(pretendDrawing(design, deviceSn));
    const found = design === own.id ? ok(own) : findDesign(design);
    return found.ok ? ok(pretendDrawing(found.value, deviceSn)) : found;
  },
  'templates.survival': ({ propose }) => ok(pretendSurvival(propose)),
  'templates.export': ({ id }) => ok({ name: `${id}.label.json`, text: '{}\n' }),
};
