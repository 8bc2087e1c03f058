import { pinSchema } from '../../../shared/models/operator.ts';
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

/** As `--kiosk` and `--no-kiosk` say; the PIN comes by the environment, which no list of processes shows. */
export function kioskOf(values: { kiosk?: boolean | undefined; 'no-kiosk'?: boolean | undefined }) {
  if (values.kiosk && values['no-kiosk']) misuse('--kiosk and --no-kiosk exclude each other');
  if (!values.kiosk && !values['no-kiosk']) return undefined;
  const pin = process.env['LINESIDE_KIOSK_PIN'] || undefined;
  if (pin !== undefined && !pinSchema.safeParse(pin).success) {
    misuse('LINESIDE_KIOSK_PIN takes 4 to 12 digits');
  }
  return { on: values.kiosk === true, ...(pin === undefined ? {} : { pin }) };
}

/** `serve [--port N] [--role ROLE] [--kiosk | --no-kiosk]`: the station in a browser on this machine. */
export async function serveCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    port: { type: 'string' },
    role: { type: 'string' },
    kiosk: { type: 'boolean' },
    'no-kiosk': { type: 'boolean' },
  });
  const role = roleSchema.safeParse(values.role ?? 'admin');
  if (!role.success) misuse(`--role takes ${roleSchema.options.join(', ')}`);
  const ended = askedToEnd();
  const line = unwrap(await openLine({ folder: folderOf(values.data), kiosk: kioskOf(values) }));
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
