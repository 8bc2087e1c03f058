import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { Around } from './around.ts';
import { identifierFault, linkFault } from './around.ts';
import { collect, type Fault, type Faults, tooLong, under } from './faults.ts';
import { type RuleDraft, ruleBody, ruleDraft, ruleFaults } from './rule.ts';
import { type SeriesDraft, seriesBody, seriesDraft, seriesFaults } from './series.ts';
import { blankTexts, type Texts, textFaults, textsBody, textsOf } from './texts.ts';

type Plain = Omit<
  RegistrationGroup,
  'name' | 'names' | 'description' | 'descriptions' | 'snRule' | 'series'
>;

/** A registration group as it is typed. */
export interface GroupDraft extends Texts, Plain {
  rule: RuleDraft;
  series: SeriesDraft;
  /** Typed anew; what is held is never shown. Empty: none is sent. */
  groupSecret: string;
}

export const blankGroup = (): GroupDraft => ({
  ...blankTexts(),
  groupId: '',
  masterDataGroupId: '',
  gatewayId: '',
  modelId: '',
  privateModel: false,
  reprovisionMethod: 'none',
  autoActivation: false,
  autoRegistration: true,
  rule: ruleDraft({ checkDigit: 'none' }),
  series: seriesDraft(undefined),
  groupSecret: '',
});

export function groupDraft(group: RegistrationGroup): GroupDraft {
  const { snRule, series, names: _, descriptions: __, ...plain } = group;
  return {
    ...plain,
    ...textsOf(group),
    rule: ruleDraft(snRule),
    series: seriesDraft(series),
    groupSecret: '',
  };
}

export function groupBody(draft: GroupDraft): RegistrationGroup {
  const { rule, series: typed, groupSecret: _, names: __, descriptions: ___, ...plain } = draft;
  const series = seriesBody(typed);
  return {
    ...plain,
    ...textsBody(draft),
    groupId: draft.groupId.trim(),
    modelId: draft.modelId.trim(),
    snRule: ruleBody(rule),
    ...(series && { series }),
  };
}

export function groupFaults(draft: GroupDraft, around: Around<'registrationGroup'>): Faults {
  return {
    ...textFaults(draft),
    ...collect({
      groupId: identifierFault('registrationGroup', draft.groupId, around),
      masterDataGroupId: linkFault(
        'masterDataGroup',
        draft.masterDataGroupId,
        around.before?.masterDataGroupId,
        around,
      ),
      gatewayId: linkFault('gateway', draft.gatewayId, around.before?.gatewayId, around),
      modelId: tooLong(draft.modelId, 128),
      groupSecret: secretFault(draft.groupSecret),
    }),
    ...under('rule', ruleFaults(draft.rule)),
    ...under('series', seriesFaults(draft.series)),
  };
}

/** A blank at an edge comes from copying and would make another secret of it. */
function secretFault(secret: string): Fault | null {
  if (secret !== secret.trim()) return { code: 'edges' };
  return tooLong(secret, 256);
}
