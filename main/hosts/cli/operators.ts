import type { CallName } from '../../../shared/contract.ts';
import { roleSchema } from '../../../shared/roles.ts';
import type { App } from '../../app.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';
import { firstLine } from './lines.ts';
import { caller } from './person.ts';

const usage = 'operators list | save --name N --role ROLE [--pin -] | remove --name N';

const ask = async (app: App, name: CallName, input: object) =>
  unwrap(await app.call(name, input, caller)) as object;

/**
 * `operators list`, `operators save --name N --role ROLE [--pin -]` (the PIN is the first line of stdin, never an
 * argument), `operators remove --name N`: the way in where nobody's PIN or badge is known any more.
 */
export async function operatorsCommand(args: string[]): Promise<Status> {
  const text = { type: 'string' } as const;
  const { values, positionals } = options(args, { name: text, role: text, pin: text }, true);
  const [word, ...more] = positionals;
  const { name } = values;
  if (more.length > 0) misuse(usage);
  if (word === 'list') {
    return withStation(values.data, async (app) => {
      const { items } = (await ask(app, 'operators.list', {})) as { items: object[] };
      for (const item of items) print(item);
      return 0;
    });
  }
  if (name === undefined) misuse(usage);
  if (word === 'remove') {
    return withStation(values.data, async (app) => {
      print(await ask(app, 'operators.remove', { name }));
      return 0;
    });
  }
  const role = roleSchema.safeParse(values.role);
  if (word !== 'save' || !role.success) misuse(usage);
  if (values.pin !== undefined && values.pin !== '-') misuse('--pin takes - and reads from stdin');
  const pin = values.pin === undefined ? {} : { pin: await firstLine() };
  return withStation(values.data, async (app) => {
    print(await ask(app, 'operators.save', { name, role: role.data, ...pin }));
    return 0;
  });
}
