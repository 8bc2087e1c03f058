import { type ActionName, actionNames } from '../../../shared/models/action.ts';
import { misuse } from './command.ts';

export const usage =
  'act allocate|edit|reprovision|replace|delete --group G (--sn SN... | -) [--to ENV/OU] [--set NAME=VALUE...] [--description TEXT] [--tag TAG] [--replacement SN] [--no-allocate] [--plan]';

/** What an action takes beside the devices: a word that would change nothing was meant for something. */
const takes: Record<ActionName, readonly string[]> = {
  allocate: ['to'],
  edit: ['set', 'description', 'tag'],
  reprovision: ['to'],
  replace: ['replacement', 'no-allocate'],
  delete: [],
};
const always = ['group', 'sn', 'plan', 'data', 'json'];

/** The action, with all that it needs and nothing that it has no use for; else wrong usage. */
export function actionOf(
  word: string | undefined,
  values: Readonly<Record<string, unknown>>,
  sns: readonly string[],
): ActionName {
  const action = actionNames.find((one) => one === word);
  if (action === undefined) misuse(usage);
  const stray = Object.keys(values).find((name) => ![...always, ...takes[action]].includes(name));
  if (stray !== undefined) misuse(`act ${action} takes no --${stray}. Usage: ${usage}`);
  if (sns.length === 0) misuse(`act ${action} needs devices: --sn SN, or - and SNs from stdin`);
  if (action === 'allocate' && values['to'] === undefined) misuse('act allocate needs --to ENV/OU');
  if (action === 'replace' && (sns.length > 1 || values['replacement'] === undefined)) {
    misuse('act replace takes one device: --sn OLD --replacement NEW');
  }
  return action;
}
