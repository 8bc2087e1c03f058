import { useState } from 'react';
import type { DeviceAction, Plan } from '../../../shared/models/action.ts';
import { useAct } from '../../calls.ts';

export type Step = 'form' | 'plan' | 'job';

/** An action on its way: asked for, said in words, done. A refusal leaves it where it was. */
export function useActing() {
  const planning = useAct('devices.plan');
  const acting = useAct('devices.act');
  const [asked, setAsked] = useState<DeviceAction | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const step: Step = jobId !== null ? 'job' : plan ? 'plan' : 'form';
  return {
    step,
    plan,
    jobId,
    busy: planning.busy || acting.busy,
    problem: planning.problem ?? acting.problem,
    async propose(action: DeviceAction) {
      setAsked(action);
      const answer = await planning.run(action);
      if (answer) setPlan(answer);
    },
    async confirm() {
      const job = asked && plan && (await acting.run(agreedTo(asked, plan)));
      if (job) setJobId(job.id);
    },
    back() {
      setPlan(null);
      acting.clear();
    },
  };
}

/** Of devices that are described: those that were counted, and not one more. */
export function agreedTo(action: DeviceAction, { described, devices: most }: Plan): DeviceAction {
  if (!described || action.action === 'replace' || Array.isArray(action.devices)) return action;
  return { ...action, devices: { ...action.devices, through: described.through, most } };
}

export type Acting = ReturnType<typeof useActing>;
