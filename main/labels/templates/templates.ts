import { designFaults } from '../../../shared/labels/design-faults.ts';
import { designInfo, papers } from '../../../shared/labels/papers.ts';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import type { DesignFault, OpenTemplate, TemplateCard } from '../../../shared/models/template.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { keptSurvival } from '../../store/label-survival.ts';
import type { Store } from '../../store/store.ts';
import { keptTemplate, keptTemplates, templateVersions } from '../../store/templates.ts';
import { anyDesign, isBuiltIn } from './designs.ts';
import { readTemplateFile, templateFile } from './template-file.ts';

/** The station's templates as people work on them. Versions are only ever added. */
export interface Templates {
  list(): TemplateCard[];
  /** `template-unknown` where there is none. */
  open(id: string, version?: number): Result<OpenTemplate>;
  /** `template-built-in`, `template-version-taken`, or the first thing that is wrong with the design. */
  save(design: LabelDesign, note: string, by: string): Result<OpenTemplate>;
  /** Also of one that is retired already. `template-built-in`, `template-unknown`. */
  retire(id: string, by: string): Result<object>;
  /** Never replaces anything: what has the name of another template comes in under a new one. */
  bringIn(
    text: string,
    by: string,
  ): Result<{ template: TemplateCard | null; faults: DesignFault[] }>;
  file(id: string, version?: number): Result<{ name: string; text: string }>;
}

export function createTemplates(needs: { store: Store; now(): number }): Templates {
  const { store, now } = needs;
  const { db } = store;

  function open(id: string, version?: number): Result<OpenTemplate> {
    const design = anyDesign(db, id, version);
    if (!design.ok) return design;
    const retired = keptTemplate(db, id)?.retired ?? false;
    return ok({
      design: design.value,
      builtIn: isBuiltIn(id),
      retired,
      versions: templateVersions(db, id),
    });
  }

  function keep(design: LabelDesign, note: string, by: string): Result<OpenTemplate> {
    const saved = store.commit({ type: 'template-saved', at: now(), by, design, note });
    return saved.ok ? open(design.id) : saved;
  }

  return {
    list: () => [
      ...papers.map((design) =>
        card(db, design, { builtIn: true, retired: false, at: null, by: '' }),
      ),
      ...keptTemplates(db).map(({ design, ...about }) =>
        card(db, design, { builtIn: false, ...about }),
      ),
    ],
    open,
    save(design, note, by) {
      if (isBuiltIn(design.id)) return fail('template-built-in', { template: design.id });
      const newest = keptTemplate(db, design.id)?.design.version ?? 0;
      if (design.version !== newest + 1) return fail('template-version-taken', { newest });
      const [fault] = designFaults(design);
      return fault ? { ok: false, problem: fault.problem } : keep(design, note, by);
    },
    retire(id, by) {
      if (isBuiltIn(id)) return fail('template-built-in', { template: id });
      const found = anyDesign(db, id);
      if (!found.ok) return found;
      return store.commit({ type: 'template-retired', at: now(), by, id });
    },
    bringIn(text, by) {
      const read = readTemplateFile(text);
      if (!read.ok) return read;
      const { design, faults } = read.value;
      if (!design || faults.length > 0) return ok({ template: null, faults });
      const taken = (id: string) => isBuiltIn(id) || keptTemplate(db, id) !== null;
      const kept = keep({ ...design, id: freeId(design.id, taken), version: 1 }, '', by);
      if (!kept.ok) return kept;
      const about = { builtIn: false, retired: false, at: now(), by };
      return ok({ template: card(db, kept.value.design, about), faults: [] });
    },
    file(id, version) {
      const design = anyDesign(db, id, version);
      return design.ok ? ok(templateFile(design.value)) : design;
    },
  };
}

const card = (
  db: Store['db'],
  design: LabelDesign,
  about: Pick<TemplateCard, 'builtIn' | 'retired' | 'at' | 'by'>,
): TemplateCard => ({
  ...designInfo(design),
  version: design.version,
  form: design.parts.length > 1 ? 'tag' : design.paper.form,
  builtIn: about.builtIn,
  retired: about.retired,
  at: about.at,
  by: about.by,
  survival: keptSurvival(db, design),
});

/** `front`, or `front-2`, `front-3` and so on where it is taken; at most 40 characters. */
function freeId(wanted: string, taken: (id: string) => boolean): string {
  for (let n = 1; ; n++) {
    const tail = n === 1 ? '' : `-${n}`;
    const id = wanted.slice(0, 40 - tail.length) + tail;
    if (!taken(id)) return id;
  }
}
