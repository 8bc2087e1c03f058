import { randomUUID } from 'node:crypto';
import { changedMeanwhileCode } from '../../shared/models/cloud.ts';

/** What every answer of the EnOS API is wrapped in; code 0 is success. */
export interface Envelope {
  code: number;
  msg: string;
  requestId: string;
  data: unknown;
}

export const success = (data: unknown, beside: Record<string, unknown> = {}): Envelope => ({
  code: 0,
  msg: 'OK',
  requestId: randomUUID(),
  data,
  ...beside,
});

export const failure = (code: number, msg: string): Envelope => ({
  code,
  msg,
  requestId: randomUUID(),
  data: null,
});

/** A message names what is wrong with words of the caller, which may be a million characters. */
const longestMessage = 500;

/**
 * A refusal in EnOS's words. Refusals of a well-formed request answer HTTP 200, as EnOS does; 401,
 * 403, 400 and 413 are for requests that did not get as far as being understood.
 */
export class EnosError extends Error {
  readonly code: number;
  readonly status: number;
  /** Seconds after which the same request may be let in. */
  readonly retryAfter: number | undefined;
  constructor(code: number, message: string, status = 200, retryAfter?: number) {
    super(message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message);
    this.name = 'EnosError';
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The documented refusals, to the letter (EnOS DPS API v2.5, sections 4.1-4.9 of our notes). */
export const refusals = {
  missing: (name: string) => new EnosError(99400, `Invalid Argument ${name}:${name} is missing`),
  invalid: (name: string, reason: string) =>
    new EnosError(99400, `Invalid Argument ${name}:${reason}`),
  countRange: () => new EnosError(99400, 'count of PvsDeviceCreateInfo must between 1 to 1000000'),
  groupNotFound: () => new EnosError(35404, 'Group not found'),
  duplicated: () => new EnosError(35601, 'DeviceSn duplicated'),
  orgIdOrSnRequired: () => new EnosError(35400, 'OrgId/sn is required'),
  orgIdOrInfoRequired: () => new EnosError(35400, 'OrgId/deviceCreateInfo is required'),
  orgIdRequired: () => new EnosError(35400, 'OrgId is required'),
  snNotFound: () => new EnosError(35601, 'Verify not pass/sn not found'),
  groupOrDeviceGroupNotFound: () => new EnosError(35404, 'Group/Device group not found'),
  // No text is documented for it; the code is the one of "Replacement device is allocated".
  allocatedElsewhere: () => new EnosError(35603, 'Device is allocated'),
  orgIdOrReplacedSnRequired: () => new EnosError(35400, 'OrgId/Sn is required'),
  differentGroups: () =>
    new EnosError(35400, 'Target device and replacement device should belong to the same group'),
  groupOrSnNotFound: () => new EnosError(35404, 'Group/sn not found'),
  deviceNotFound: () => new EnosError(35404, 'Sn not found'),
  replacementAllocated: () => new EnosError(35603, 'Replacement device is allocated'),
  notAllocated: (sn: string) => new EnosError(10000, `[${sn}] not allocated`),
  // The next ones have no documented text; their codes are those of the nearest refusals that have.
  noReprovisioning: () =>
    new EnosError(35603, 'Reprovisioning is not supported by this registration group'),
  privateModel: () => new EnosError(35603, 'Devices of a private model cannot be reprovisioned'),
  discarded: () => new EnosError(35603, 'Device is discarded'),
  precedingRefused: () =>
    new EnosError(
      99400,
      'Invalid Argument operation:an earlier one of this device in the same batch was refused',
    ),
  /** Ours: somebody else changed it since the caller last saw it. @param what a field, or `version`. */
  changedMeanwhile: (what: string) =>
    new EnosError(changedMeanwhileCode, `Changed meanwhile: "${what}"`),
  /** Ours: more than one caller may have. Nothing was done. */
  tooMany: (seconds: number) =>
    new EnosError(99429, `Too many requests, come again in ${seconds} s`, 429, seconds),
  unauthorized: () => new EnosError(35603, 'Unauthorized to access the resource', 403),
} as const;
