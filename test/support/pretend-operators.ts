import type { Operator } from '../../shared/models/operator.ts';
import type { State } from '../../shared/models/state.ts';
import { fail, ok, problem } from '../../shared/problems.ts';
import type { PretendTopic } from './pretend-topic.ts';

/** The people of the pretend station; each has the PIN 2580. */

const person = (name: string, role: Operator['role'], more: Partial<Operator> = {}): Operator => ({
  name,
  role,
  hasPin: true,
  lockedUntil: null,
  hasBadge: true,
  badgeNeedsPin: false,
  ...more,
});

export const samplePeople: Operator[] = [
  person('A. Li', 'technician'),
  person('王芳', 'line-lead', { badgeNeedsPin: true }),
  person('Konstantina Papadopoulou-Wittgenstein', 'engineer', { hasBadge: false }),
  person('M. Okafor', 'admin'),
  person('B. Chen', 'technician', { hasPin: false }),
];

export const openToAll: Pick<State, 'operator' | 'operators'> = {
  operator: null,
  operators: { exist: false, revision: 0, pinFor: null, enrolling: null, logOffMinutes: 15 },
};

export const nobodyOnDuty: Pick<State, 'operator' | 'operators'> = {
  operator: null,
  operators: { ...openToAll.operators, exist: true },
};

export const onDuty = (name: string): Pick<State, 'operator' | 'operators'> => {
  const { role } = samplePeople.find((each) => each.name === name) as Operator;
  return { ...nobodyOnDuty, operator: { name, role, since: Date.UTC(2026, 0, 15, 6, 2) } };
};

/** A. Li's, which is the company's own. */
/** As long as a PIN may be, and like no number that a program has. */
export const longPin = '804219753164';

export const sampleBadge = '004711080815';

/** What a scan is while nobody is on duty. */
export function claim(text: string, state: State) {
  const badge = text === sampleBadge;
  const verdict: 'noted' | 'refused' = badge ? 'noted' : 'refused';
  const told = badge
    ? problem('noted-operator-on', { name: 'A. Li' })
    : problem('operator-missing');
  return {
    people: badge ? onDuty('A. Li') : { operator: state.operator, operators: state.operators },
    read: { text: '***', deviceSn: undefined, verdict, problem: told },
  };
}

const found = (name: string) => {
  const one = samplePeople.find((each) => each.name === name);
  return one ? ok(one) : fail('operator-unknown', { name });
};

export const operatorCalls: PretendTopic<'operators'> = {
  'operators.names': () => ok({ items: samplePeople }),
  'operators.logOn': ({ name, pin }, state, push) => {
    if (pin === '0000') return fail('operator-locked', { seconds: 112 });
    if (pin !== '2580' && pin !== longPin) return fail('operator-refused');
    const { operator } = onDuty(name);
    push({ ...state, ...onDuty(name) });
    return operator ? ok(operator) : fail('operator-refused');
  },
  'operators.logOff': (_, state, push) => {
    push({ ...state, ...nobodyOnDuty });
    return ok({});
  },
  'operators.here': () => ok({}),
  'operators.changePin': ({ pin }) => (pin === '2580' ? ok({}) : fail('operator-refused')),
  'operators.list': (_, state) => ok({ items: state.operators.exist ? samplePeople : [] }),
  'operators.save': ({ name, role }) => ok({ ...person(name, role), hasBadge: false }),
  'operators.remove': ({ name }) =>
    name === 'M. Okafor' ? fail('operator-last-admin', { name }) : ok({}),
  'operators.enrolBadge': ({ name }, state, push) => {
    push({ ...state, operators: { ...state.operators, enrolling: name } });
    return ok({});
  },
  'operators.revokeBadge': ({ name }) => found(name),
  'operators.printBadge': () => ok({ code: 'LINESIDE-BADGE-ABCDEFGHIJKLMNOPQRSTUVWXYZ' }),
  'operators.setLogOff': ({ minutes }, state, push) => {
    push({ ...state, operators: { ...state.operators, logOffMinutes: minutes } });
    return ok({});
  },
};
