import type { Environment, Gateway } from '../../../shared/models/catalog.ts';
import { type Around, identifierFault } from './around.ts';
import { collect, type Faults, neededText, tooLong, tooMany, under } from './faults.ts';

/** As many as an environment has. */
export const mostOus = 1000;

/** An OU as it is typed. */
export interface OuDraft {
  orgId: string;
  name: string;
  /** True for one that is saved already: devices know it by this identifier. */
  made: boolean;
}
export interface EnvironmentDraft {
  regionId: string;
  name: string;
  ous: OuDraft[];
}

export const blankEnvironment = (): EnvironmentDraft => ({ regionId: '', name: '', ous: [] });

export const environmentDraft = ({ regionId, name, ous }: Environment): EnvironmentDraft => ({
  regionId,
  name,
  ous: ous.map((ou) => ({ ...ou, made: true })),
});

export const environmentBody = ({ regionId, name, ous }: EnvironmentDraft): Environment => ({
  regionId: regionId.trim(),
  name: name.trim(),
  ous: ous.map((ou) => ({ orgId: ou.orgId.trim(), name: ou.name.trim() })),
});

export function environmentFaults(draft: EnvironmentDraft, around: Around<'environment'>): Faults {
  const ids = draft.ous.map(({ orgId }) => orgId.trim());
  const faultsOf = ({ orgId, name }: OuDraft) =>
    collect({
      orgId:
        neededText(orgId) ??
        (ids.filter((id) => id === orgId.trim()).length > 1 ? { code: 'taken' } : null),
      name: neededText(name),
    });
  return {
    ...collect({
      regionId: identifierFault('environment', draft.regionId, around),
      name: neededText(draft.name),
      ous: tooMany(draft.ous, mostOus),
    }),
    ...Object.assign({}, ...draft.ous.map((ou, index) => under(`ous.${index}`, faultsOf(ou)))),
  };
}

/** All its fields are texts: it is typed as it is. */
export type GatewayDraft = Gateway;

export const blankGateway = (): GatewayDraft => ({
  id: '',
  name: '',
  type: 'IoT Hub',
  mqttUrl: '',
  httpUrl: '',
});

export const gatewayBody = ({ id, name, type, mqttUrl, httpUrl }: GatewayDraft): Gateway => ({
  id: id.trim(),
  name: name.trim(),
  type: type.trim(),
  mqttUrl: mqttUrl.trim(),
  httpUrl: httpUrl.trim(),
});

export const gatewayFaults = (draft: GatewayDraft, around: Around<'gateway'>): Faults =>
  collect({
    id: identifierFault('gateway', draft.id, around),
    name: neededText(draft.name),
    type: tooLong(draft.type, 64),
    mqttUrl: tooLong(draft.mqttUrl, 512),
    httpUrl: tooLong(draft.httpUrl, 512),
  });
