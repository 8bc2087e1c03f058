import { type Role, roleSchema } from '../../../shared/roles.ts';
import { serveBrowser } from '../browser.ts';
import { openLine } from '../open-line.ts';
import { ensureRenderer } from '../renderer-build.ts';
import {
  folderOf,
  misuse,
  options,
  portNumber,
  print,
  type Status,
  tell,
  unwrap,
} from './command.ts';
import { askedToEnd } from './signals.ts';

/** `serve [--port N] [--role ROLE]`: the station in a browser on this machine. */
export async function serveCommand(args: string[]): Promise<Status> {
  const { values } = options(args, { port: { type: 'string' }, role: { type: 'string' } });
  const role = roleSchema.safeParse(values.role ?? 'admin');
  if (!role.success) misuse(`--role takes ${roleSchema.options.join(', ')}`);
  const ended = askedToEnd();
  const line = unwrap(await openLine({ folder: folderOf(values.data) }));
  try {
    const rendererFolder = unwrap(await ensureRenderer(tell));
    const port = portNumber(values.port);
    const host = unwrap(
      await serveBrowser({
        line,
        rendererFolder,
        role: role.data as Role,
        ...(port === undefined ? {} : { port }),
      }),
    );
    print({ url: host.url });
    await ended;
    await host.close();
  } finally {
    await line.close();
  }
  return 0;
}
